//! What a provider is to do next: whom to speak to, and how to hand the proposal over; and how its self-check stands.

use super::letter::{by_hand, download, standing};
use super::nodes::Drawn;
use super::notices::button;
use super::{steps, words};
use crate::app::{Copying, Message, Model, Paper, Step};
use crate::form::Field;
use crate::shown::Checked;
use yew::prelude::*;

/// How it stands, in short.
pub fn summary(checked: &Checked) -> String {
    words::checked(checked.in_order, checked.to_weigh, checked.missing)
}

/// Draws what to do next.
pub fn next(model: &Model, send: &Callback<Message>) -> Html {
    html! {
        <section class={classes!("part", "letter", steps::here(model, &Step::Letter))} id="letter" aria-labelledby="letter-heading" tabindex="-1">
            <h2 id="letter-heading">{ words::letter(model.mode()) }</h2>
            if let Some(checked) = model.checked() {
                <Drawn drawn={checked.next.clone()} />
                <div class="handing">
                    <h3>{ words::HAND }</h3>
                    { handing(model, checked.addressed, send) }
                    <h3>{ words::HAND_KEEP }</h3>
                    <div class="buttons">
                        { for Paper::OF_DOCUMENTS.iter().map(|paper| download(*paper, model.making(), send)) }
                        { button(words::HAND_PRINT, None, Message::PrintAsked, send) }
                    </div>
                    <p role="status">{ standing(model) }</p>
                    if let Copying::ByHand(text) = model.copying() { { by_hand(text, words::HAND_LINK) } }
                </div>
            } else {
                <p class="prompt">{ words::prompt(model.mode()) }</p>
            }
        </section>
    }
}

fn handing(model: &Model, addressed: bool, send: &Callback<Message>) -> Html {
    if !addressed {
        return html! { <p class="prompt">{ words::HAND_PROMPT }{ " " }{ steps::to_question(&Field::PlanningAuthority, words::LETTER_CHOOSE, model, send) }</p> };
    }
    html! {
        <>
            <p>{ words::HAND_TEXT }</p>
            if model.link().is_none() { <p>{ words::HAND_TOO_LONG }</p> }
            <div class="buttons">
                if model.link().is_some() { { button(words::HAND_COPY, None, Message::LinkCopyAsked, send) } }
                { download(Paper::Proposal, model.making(), send) }
            </div>
        </>
    }
}
