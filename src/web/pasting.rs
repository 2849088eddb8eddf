//! A text to paste, and the answers found in it: each shown where it stands, and used only when someone says so.

use super::words;
use crate::app::{FOUND, Message, Model, PASTE, Pasting, Use, suggestion_id};
use crate::gleaning::Gleaned;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// Draws the place to paste a text, and what was found in the last.
pub fn paste(model: &Model, send: &Callback<Message>) -> Html {
    let told = match model.pasting() {
        Pasting::No | Pasting::Found(..) => "",
        Pasting::Asked(_) => words::PASTE_READING,
        Pasting::TooLong => words::PASTE_TOO_LONG,
        Pasting::Empty => words::PASTE_EMPTY,
        Pasting::Lost => words::PASTE_LOST,
    };
    html! {
        <details class="paste">
            <summary>{ words::PASTE }</summary>
            <Pasted send={send.clone()} />
            <p role="status">{ told }</p>
            { found(model, send) }
        </details>
    }
}

#[derive(PartialEq, Properties)]
struct PastedProps {
    send: Callback<Message>,
}

/// What is pasted stays in its box until it is read: it is no answer.
#[component]
fn Pasted(props: &PastedProps) -> Html {
    let area = use_node_ref();
    let onclick = {
        let (area, send) = (area.clone(), props.send.clone());
        Callback::from(move |_: MouseEvent| {
            let text = area.cast::<HtmlTextAreaElement>().map(|area| area.value()).unwrap_or_default();
            send.emit(Message::Pasted(text));
        })
    };
    html! {
        <div class="question">
            <label for={PASTE}>{ words::PASTE_LABEL }</label>
            <p class="hint" id="paste-hint">{ words::PASTE_HINT }</p>
            <textarea ref={area} id={PASTE} rows="4" autocomplete="off" aria-describedby="paste-hint" />
            <button type="button" class="button" {onclick}>{ words::PASTE_READ }</button>
        </div>
    }
}

fn found(model: &Model, send: &Callback<Message>) -> Html {
    let Pasting::Found(text, found) = model.pasting() else { return Html::default() };
    let row = |(at, one): (usize, &Gleaned)| {
        let question = model.layout().question(&one.field);
        let name = question.map_or_else(|| one.field.path(), |question| question.name.to_string());
        let answer = question.map_or_else(|| one.answer.clone(), |question| question.in_words(&one.answer));
        let standing = match model.used(one) {
            Use::Made => html! { <span class="remark">{ words::PASTE_USED }</span> },
            Use::Open => use_it(words::PASTE_USE, &name, at, send),
            Use::InPlaceOf(other) => {
                let other = question.map_or(other.clone(), |question| question.in_words(&other));
                html! { <>{ words::paste_in_place_of(&other) }{ " " }{ use_it(words::PASTE_USE_INSTEAD, &name, at, send) }</> }
            }
        };
        html! { <li><strong>{ name.clone() }{ ": " }{ answer }</strong>{ " – " }<q>{ &one.words }</q>{ " " }{ standing }</li> }
    };
    html! {
        <div role="group" id={FOUND} tabindex="-1" aria-label={words::PASTE_FOUND}>
            if found.is_empty() {
                <p>{ words::PASTE_NOTHING }</p>
            } else {
                <p>{ words::PASTE_CONFIRM }</p>
                <ul class="found">{ for found.iter().enumerate().map(row) }</ul>
                <p class="paste-text">{ marked(text, found) }</p>
            }
        </div>
    }
}

fn use_it(text: &'static str, name: &str, at: usize, send: &Callback<Message>) -> Html {
    let onclick = send.reform(move |_: MouseEvent| Message::SuggestionUsed(at));
    html! {
        <button type="button" class="button small" id={suggestion_id(at)} {onclick}>{ text }<span class="unseen">{ ": " }{ name.to_owned() }</span></button>
    }
}

/// The text with what was found in it marked; of a long one, what stands around the finds.
fn marked(text: &str, found: &[Gleaned]) -> Html {
    const AROUND: usize = 120;
    let mut places: Vec<(usize, usize)> = found.iter().map(|one| (one.place.start, one.place.end)).collect();
    places.sort_unstable();
    let (mut pieces, mut at) = (Vec::new(), 0);
    for (start, end) in places {
        if end <= at {
            continue;
        }
        let start = start.max(at);
        pieces.push(between(text.get(at..start).unwrap_or_default(), at > 0, true, AROUND));
        pieces.push(html! { <mark>{ text.get(start..end).unwrap_or_default().to_owned() }</mark> });
        at = end;
    }
    pieces.push(between(text.get(at..).unwrap_or_default(), true, false, AROUND));
    html! { <>{ for pieces }</> }
}

/// What stands between two finds; where that is long, its beginning and its end.
fn between(text: &str, after: bool, before: bool, around: usize) -> Html {
    let count = text.chars().count();
    let kept = around.saturating_mul(usize::from(after).saturating_add(usize::from(before)));
    if count <= kept {
        return html! { <>{ text.to_owned() }</> };
    }
    let head: String = text.chars().take(if after { around } else { 0 }).collect();
    let tail: String = text.chars().skip(count.saturating_sub(if before { around } else { 0 })).collect();
    html! { <>{ head }{ " … " }{ tail }</> }
}
