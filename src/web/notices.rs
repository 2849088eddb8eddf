//! What stands above the form: what the page does with what is typed, the profile's standing, and the state of the draft.

use super::words;
use crate::app::{CLEAR, CLEAR_CONFIRM, CLEARED, Clearing, Draft, Message, Model};
use yew::prelude::*;

/// Draws the introduction and the notices.
pub fn intro(model: &Model, send: &Callback<Message>) -> Html {
    let privacy = if *model.draft() == Draft::Blocked { words::PRIVACY_BLOCKED } else { words::PRIVACY };
    html! {
        <div class="intro">
            <p class="lead">{ words::LEAD }</p>
            <div class="keeping">
                <p>{ privacy }</p>
                { clearing(model.clearing(), send) }
            </div>
            <div role="status" class="notices">{ draft(model.draft(), send) }</div>
            <p class="standing"><strong>{ words::NOTICE }{ ": " }</strong>{ &model.profile().notice }</p>
        </div>
    }
}

fn draft(draft: &Draft, send: &Callback<Message>) -> Html {
    match draft {
        Draft::Kept | Draft::Blocked => Html::default(),
        Draft::Restored { left_out: 0 } => html! { <p class="notice">{ words::RESTORED }</p> },
        Draft::Restored { left_out } => {
            html! { <p class="notice">{ words::RESTORED }{ " " }{ words::left_out(*left_out) }</p> }
        }
        Draft::Unreadable(fault) => html! {
            <div class="notice">
                <p><strong>{ words::UNREADABLE }</strong>{ ": " }{ fault.to_string() }{ ". " }{ words::UNREADABLE_KEPT }</p>
                { button(words::DISCARD, None, Message::DraftDiscarded, send) }
            </div>
        },
    }
}

fn clearing(clearing: &Clearing, send: &Callback<Message>) -> Html {
    match clearing {
        Clearing::No => button(words::CLEAR, Some(CLEAR), Message::ClearAsked, send),
        Clearing::Asked => html! {
            <div class="notice" role="group" id={CLEAR_CONFIRM} tabindex="-1" aria-labelledby="clear-question">
                <p id="clear-question">{ words::CLEAR_QUESTION }</p>
                <div class="buttons">
                    { button(words::CLEAR_CONFIRM, None, Message::ClearConfirmed, send) }
                    { button(words::CLEAR_CANCEL, None, Message::ClearCancelled, send) }
                </div>
            </div>
        },
        Clearing::Done(_) => html! {
            <div class="notice" role="group" id={CLEARED} tabindex="-1" aria-labelledby="cleared-text">
                <p id="cleared-text">{ words::CLEARED }</p>
                { button(words::UNDO, None, Message::ClearUndone, send) }
            </div>
        },
    }
}

/// A plain button that sends a message.
pub fn button(text: &'static str, id: Option<&'static str>, message: Message, send: &Callback<Message>) -> Html {
    let onclick = send.reform(move |_: MouseEvent| message.clone());
    html! { <button type="button" class="button" {id} {onclick}>{ text }</button> }
}
