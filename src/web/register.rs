//! The register: what the engine has laid out, and whatever is pressed, sent or chosen there handed to it as it is named.

use super::nodes::Drawn;
use super::notices::button;
use super::{steps, words};
use crate::app::{Message, Model, REGISTER, Registered, Step};
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlInputElement};
use yew::prelude::*;

/// The attributes that name an act and its values; and an act that goes with what stands in the form around it.
const ACT: &str = "data-act";
const VALUE: &str = "data-value";
const LIVE: &str = "data-live";
/// What is filled in and kept, and can be undone; and such a form once something was typed there.
const KEPT: &str = "form[data-act$='-keep']";
const TYPED_INTO: &str = "form[data-act$='-keep'][data-typed]";

/// Draws the section. Files that are chosen there are told to `chosen` with the word of their act.
pub fn section(model: &Model, send: &Callback<Message>, chosen: Callback<(String, Array)>) -> Html {
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
    let (pressed, sent, changed, live) = (send.clone(), send.clone(), send.clone(), send.clone());
    let onclick = Callback::from(move |event: MouseEvent| {
        let Some(button) = at(&event, "button:is([data-act], [data-live])") else { return };
        let value = button.get_attribute(VALUE).unwrap_or_default();
        // Whoever goes on elsewhere does not lose what they typed.
        if let Some(form) =
            button.closest(".drawn").ok().flatten().and_then(|all| all.query_selector(TYPED_INTO).ok()?)
            && !form.contains(Some(&button))
            && let Some(act) = form.get_attribute(ACT)
        {
            pressed.emit(Message::Acted(act, filled_in(&form)));
        }
        if let Some(act) = button.get_attribute(ACT) {
            pressed.emit(Message::Acted(act, value.split_whitespace().map(str::to_owned).collect()));
        } else if let Some((act, form)) = button.get_attribute(LIVE).zip(at(&event, "form")) {
            pressed.emit(Message::Acted(act, [vec![value], filled_in(&form)].concat()));
        }
    });
    let onsubmit = Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        if let Some((act, form)) = at(&event, "form").and_then(|form| Some((form.get_attribute(ACT)?, form))) {
            sent.emit(Message::Acted(act, filled_in(&form)));
        }
    });
    let onchange = Callback::from(move |event: Event| {
        let Some(field) = at(&event, ":is(input, select)[data-act]") else { return };
        let Some(act) = field.get_attribute(ACT) else { return };
        match field.dyn_ref::<HtmlInputElement>() {
            Some(input) => {
                // A copy: what is chosen is emptied, so that the same file can be chosen again.
                let files = input.files().map(|files| Array::from(&files)).unwrap_or_default();
                input.set_value("");
                if files.length() > 0 {
                    chosen.emit((act, files));
                }
            }
            // What is in a form is sent with it.
            None => {
                let which = field.get_attribute(VALUE).unwrap_or_default();
                changed.emit(Message::Acted(act, vec![which, text(&field, "value")]));
            }
        }
    });
    // What is tried while it is typed goes with the form that it is in.
    let oninput = Callback::from(move |event: InputEvent| {
        if let Some(form) = at(&event, KEPT) {
            let _ = form.set_attribute("data-typed", "");
        }
        let act = at(&event, "[data-live]").and_then(|field| field.get_attribute(LIVE));
        if let Some((act, form)) = act.zip(at(&event, "form")) {
            live.emit(Message::Acted(act, filled_in(&form)));
        }
    });
    html! {
        <section class={classes!("part", "figures", "register", steps::here(model, &Step::Register))} aria-labelledby={REGISTER}>
            <h2 id={REGISTER} tabindex="-1">{ words::REGISTER }</h2>
            <div {onclick} {onsubmit} {onchange} {oninput}>{ drawn }</div>
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
    let fields = (0..fields.length()).filter_map(|at| fields.get(at));
    fields.flat_map(|field| ["name", "value"].map(|part| text(&field, part))).collect()
}

fn text(field: &JsValue, name: &str) -> String {
    js_sys::Reflect::get(field, &name.into()).ok().and_then(|text| text.as_string()).unwrap_or_default()
}
