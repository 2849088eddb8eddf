//! What would change the stance: each way can be tried in the form, and kept or taken back.

use super::notices::button;
use super::words;
use crate::app::{Message, Model, PROSPECTS, Prospects, TRIAL};
use crate::shown::Prospect;
use yew::prelude::*;

/// Draws the ways to a better stance, once they are asked for.
pub fn prospects(model: &Model, send: &Callback<Message>) -> Html {
    let mode = model.mode();
    let told = match model.prospects() {
        Prospects::No => html! {},
        Prospects::Asked => html! { <p>{ words::PROSPECTS_ASKED }</p> },
        Prospects::Known(prospects) if prospects.is_empty() => html! { <p>{ words::no_prospects(mode) }</p> },
        Prospects::Known(prospects) => html! { <p>{ words::prospects(prospects.len(), mode) }</p> },
    };
    let way = |(at, prospect): (usize, &Prospect)| {
        html! {
            <li>
                { &prospect.text }{ " " }
                if model.can_try(prospect) { { button(words::TRY, None, Message::Tried(at), send) } }
            </li>
        }
    };
    html! {
        <>
            { trial(model, send) }
            <div class="prospects">
                { button(words::prospects_button(mode), Some(PROSPECTS), Message::ProspectsAsked, send) }
                <div role="status">{ told }</div>
                if let Prospects::Known(prospects) = model.prospects() {
                    <ul>{ for prospects.iter().enumerate().map(way) }</ul>
                }
            </div>
        </>
    }
}

fn trial(model: &Model, send: &Callback<Message>) -> Html {
    let Some(trial) = model.trial() else { return Html::default() };
    html! {
        <div class="notice" role="group" id={TRIAL} tabindex="-1" aria-labelledby="trial-text">
            <p id="trial-text">{ words::TRYING }{ " " }{ &trial.text }</p>
            <div class="buttons">
                { button(words::TRIAL_UNDO, None, Message::TrialEnded { keep: false }, send) }
                { button(words::TRIAL_KEEP, None, Message::TrialEnded { keep: true }, send) }
            </div>
        </div>
    }
}
