//! The live assessment: the stance and its reasons, then what the engine has laid out of it, and what is wrong with answers. A
//! provider is shown its self-check in the same place.

use super::nodes::Drawn;
use super::notices::button;
use super::{self_check, steps, trying, words};
use crate::app::{Message, Model, Stage, Step};
use crate::form::{Field, Problem};
use yew::prelude::*;

/// Draws the assessment beside the form.
pub fn assessment(model: &Model, send: &Callback<Message>) -> Html {
    let shown = model.shown();
    html! {
        <section class={classes!("part", "assessment", steps::here(model, &Step::Assessment))} id="assessment" aria-labelledby="assessment-heading" tabindex="-1">
            <h2 id="assessment-heading">{ words::assessment(model.mode()) }</h2>
            <div class="stance">
                <p class="stance-title" aria-live="polite">{ stance(model) }</p>
                <p>{ position(model).to_owned() }</p>
                if model.stage() == Stage::Lost {
                    { button(words::TRY_AGAIN, None, Message::EngineSought, send) }
                }
                if model.stage() == Stage::Complete {
                    <p><a href="#letter" onclick={steps::to(Step::Letter, send)}>{ words::to_letter(model.mode()) }</a></p>
                }
            </div>
            { problems(model, send) }
            if let Some(shown) = shown {
                <Drawn drawn={shown.body.clone()} />
            }
            if let Some(checked) = model.checked() {
                <Drawn drawn={checked.body.clone()} />
            }
            if let Some(before) = model.before() {
                <Drawn drawn={before.clone()} />
            }
            if shown.is_some() || model.checked().is_some() {
                { trying::prospects(model, send) }
            }
            { notes(model) }
        </section>
    }
}

/// The stance, or how the self-check stands, or what there is in its place.
pub fn stance(model: &Model) -> String {
    match (model.stage(), model.shown(), model.checked()) {
        (Stage::Empty, ..) => words::PROMPT.to_owned(),
        (Stage::Lost, ..) => words::LOST.to_owned(),
        (_, Some(shown), _) => shown.stance.clone(),
        (_, None, Some(checked)) => self_check::summary(checked),
        (_, None, None) => words::AWAITED.to_owned(),
    }
}

fn position(model: &Model) -> &str {
    match (model.stage(), model.shown(), model.checked()) {
        (Stage::Empty, ..) => words::prompt(model.mode()),
        (Stage::Lost, ..) => words::LOST_TEXT,
        (_, Some(shown), _) => &shown.position,
        (_, None, Some(checked)) => &checked.what_it_is,
        (_, None, None) => words::AWAITED_TEXT,
    }
}

/// What is wrong with answers. It never takes the focus: someone is typing.
fn problems(model: &Model, send: &Callback<Message>) -> Html {
    let problems: Vec<&Problem> = model.problems().collect();
    if problems.is_empty() {
        return Html::default();
    }
    let item = |problem: &&Problem| {
        let question = model.layout().question(&problem.field);
        let name = question.map_or_else(|| problem.field.path(), |question| question.name.to_string());
        let href = question.map(|question| format!("#{}", question.id));
        let (send, field) = (send.clone(), problem.field.clone());
        let onclick = Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            send.emit(Message::Sought(field.clone()));
        });
        html! { <li><a {href} {onclick}>{ name }</a>{ ": " }{ &problem.message }</li> }
    };
    html! {
        <div class="problems" role="group" aria-labelledby="problems-heading">
            <h3 id="problems-heading">{ words::problems(problems.len()) }</h3>
            <p>{ words::PROBLEMS_EFFECT }</p>
            <ul>{ for problems.iter().map(item) }</ul>
        </div>
    }
}

fn notes(model: &Model) -> Html {
    if model.notes().is_empty() {
        return Html::default();
    }
    let name = |field: &Field| {
        model.layout().question(field).map_or_else(|| field.path(), |question| question.name.to_string())
    };
    html! {
        <div class="notes">
            <h3>{ words::NOTES }</h3>
            <ul>{ for model.notes().iter().map(|note| html! { <li>{ name(&note.field) }{ ": " }{ &note.message }</li> }) }</ul>
        </div>
    }
}
