//! What stands above the form: what the page does with what is typed, the profile's standing, and the state of the draft.

use super::{browser, letter, steps, words};
use crate::app::{
    CLEAR, CLEAR_CONFIRM, CLEARED, Clearing, Contents, Draft, Message, Model, OPEN_CONFIRM, OPEN_RECORD, Opening, Step,
};
use crate::vocabulary::Mode;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Draws the introduction and the notices.
pub fn intro(model: &Model, send: &Callback<Message>) -> Html {
    // A small screen shows it with the list of the steps; what is to be decided is always there.
    let here = steps::here(model, &Step::List);
    let privacy = if *model.draft() == Draft::Blocked { words::PRIVACY_BLOCKED } else { words::PRIVACY };
    html! {
        <div class={classes!("intro", here)}>
            <p class={classes!("lead", "first", here)}>{ words::lead(model.mode()) }</p>
            <div class={classes!("keeping", "first", here)}>
                <p>{ privacy }</p>
                { clearing(model.clearing(), send) }
                { open_record(model.mode(), send) }
                if model.form().is_empty() {
                    { button(words::EXAMPLE, None, Message::ExampleAsked, send) }
                }
                { asked(model.opening(), send) }
            </div>
            <div role="status" class="notices">{ draft(model.draft(), send) }{ opening(model.opening()) }</div>
            <p class={classes!("standing", "first", here)}><strong>{ words::NOTICE }{ ": " }</strong>{ &model.face().notice }</p>
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
        Draft::Elsewhere(_) => html! {
            <div class="notice">
                <p>{ words::ELSEWHERE }</p>
                <div class="buttons">
                    { button(words::ELSEWHERE_THEIRS, None, Message::ElsewhereSettled { theirs: true }, send) }
                    { button(words::ELSEWHERE_OURS, None, Message::ElsewhereSettled { theirs: false }, send) }
                </div>
            </div>
        },
        Draft::Unreadable(fault) => html! {
            <div class="notice">
                <p><strong>{ words::UNREADABLE }</strong>{ ": " }{ fault.to_string() }{ ". " }{ words::UNREADABLE_KEPT }</p>
                { button(words::DISCARD, None, Message::DraftDiscarded, send) }
            </div>
        },
    }
}

fn opening(opening: &Opening) -> Html {
    match opening {
        Opening::No | Opening::Asked(_) => Html::default(),
        Opening::Running => html! { <p class="notice">{ words::OPENING }</p> },
        Opening::Failed(obstacle) => {
            html! { <p class="notice">{ letter::obstacle(obstacle, words::OPENING_FAILED) }</p> }
        }
    }
}

fn asked(opening: &Opening, send: &Callback<Message>) -> Html {
    let Opening::Asked(_) = opening else { return Html::default() };
    html! {
        <div class="notice" role="group" id={OPEN_CONFIRM} tabindex="-1" aria-labelledby="open-question">
            <p id="open-question">{ words::OPEN_QUESTION }</p>
            <div class="buttons">
                { button(words::OPEN_CONFIRM, None, Message::OpenConfirmed, send) }
                { button(words::OPEN_CANCEL, None, Message::OpenCancelled, send) }
            </div>
        </div>
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
        Clearing::Done(..) => html! {
            <div class="notice" role="group" id={CLEARED} tabindex="-1" aria-labelledby="cleared-text">
                <p id="cleared-text">{ words::CLEARED }</p>
                { button(words::UNDO, None, Message::ClearUndone, send) }
            </div>
        },
        Clearing::Opened(.., contents, said) => html! {
            <div class="notice" role="group" id={CLEARED} tabindex="-1" aria-labelledby="cleared-text">
                <p id="cleared-text">{ opened(*contents, said.is_empty()) }</p>
                <ul>{ for said.iter().map(|said| html! { <li>{ said }</li> }) }</ul>
                { button(words::UNDO, None, Message::ClearUndone, send) }
            </div>
        },
    }
}

fn opened(contents: Contents, nothing_said: bool) -> String {
    let said = match (contents, nothing_said) {
        (Contents::Record, true) => [words::OPENED, words::VERIFIED],
        (Contents::Record, false) => [words::OPENED, words::DIFFERS],
        (Contents::Proposal, true) => [words::OPENED_PROPOSAL, ""],
        (Contents::Proposal, false) => [words::OPENED_PROPOSAL, words::OPENED_PARTLY],
    };
    said.join(" ")
}

/// A file to open. It is read in this page alone.
fn open_record(mode: Mode, send: &Callback<Message>) -> Html {
    let send = send.clone();
    let onchange = Callback::from(move |event: Event| {
        let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        // The same file can be chosen again.
        input.set_value("");
        browser::read(file, send.clone());
    });
    html! {
        <div class="opening">
            <label for={OPEN_RECORD}>{ words::open_file(mode) }</label>
            <input type="file" id={OPEN_RECORD} accept=".json,application/json" {onchange} />
        </div>
    }
}

/// A plain button that sends a message.
pub fn button(text: &'static str, id: Option<&'static str>, message: Message, send: &Callback<Message>) -> Html {
    let onclick = send.reform(move |_: MouseEvent| message.clone());
    html! { <button type="button" class="button" {id} {onclick}>{ text }</button> }
}
