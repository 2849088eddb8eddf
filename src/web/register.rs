//! The register: what the engine has laid out, and whatever is pressed, sent or chosen there handed to it as it is named.

use super::nodes::Drawn;
use super::notices::button;
use super::{steps, words};
use crate::app::{Message, Model, REGISTER, Registered, Step};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, File, HtmlInputElement};
use yew::prelude::*;

/// The attributes that name an act and its values.
const ACT: &str = "data-act";
const VALUE: &str = "data-value";

/// Draws the section. A file that is chosen there is told to `chosen` with the word of its act.
pub fn section(model: &Model, send: &Callback<Message>, chosen: Callback<(String, File)>) -> Html {
    let drawn = match model.register() {
        Registered::Known(drawn) => html! { <Drawn drawn={drawn.clone()} /> },
        Registered::Asked => Html::default(),
        Registered::No | Registered::Lost => html! {
            <>
                <p>{ words::REGISTER_TEXT }</p>
                <div class="buttons">{ button(words::REGISTER_SHOW, None, Message::register_shown(), send) }</div>
                if *model.register() == Registered::Lost { <p role="status">{ words::REGISTER_LOST }</p> }
            </>
        },
    };
    let (pressed, sent) = (send.clone(), send.clone());
    let onclick = Callback::from(move |event: MouseEvent| {
        let Some(button) = at(&event, "button[data-act]") else { return };
        let Some(act) = button.get_attribute(ACT) else { return };
        let values = button.get_attribute(VALUE).unwrap_or_default();
        pressed.emit(Message::Acted(act, values.split_whitespace().map(str::to_owned).collect()));
    });
    let onsubmit = Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        if let Some((act, form)) = at(&event, "form").and_then(|form| Some((form.get_attribute(ACT)?, form))) {
            sent.emit(Message::Acted(act, filled_in(&form)));
        }
    });
    let onchange = Callback::from(move |event: Event| {
        let input = at(&event, "input[type=file]").and_then(|input| input.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = input else { return };
        let file = input.files().and_then(|files| files.get(0));
        if let Some((act, file)) = input.get_attribute(ACT).zip(file) {
            chosen.emit((act, file));
            // The same file can be chosen again.
            input.set_value("");
        }
    });
    html! {
        <section class={classes!("part", "figures", "register", steps::here(model, &Step::Register))} aria-labelledby={REGISTER}>
            <h2 id={REGISTER} tabindex="-1">{ words::REGISTER }</h2>
            <div {onclick} {onsubmit} {onchange}>{ drawn }</div>
        </section>
    }
}

/// What an event is about.
fn at(event: &Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}

/// The name of each field of a form, and after it what stands in it.
fn filled_in(form: &Element) -> Vec<String> {
    let Ok(fields) = form.query_selector_all("[name]") else { return Vec::new() };
    let text = |field: &JsValue, name: &str| js_sys::Reflect::get(field, &name.into()).ok()?.as_string();
    let fields = (0..fields.length()).filter_map(|at| fields.get(at));
    let both = fields.map(|field| ["name", "value"].map(|part| text(&field, part).unwrap_or_default()));
    both.flatten().collect()
}
