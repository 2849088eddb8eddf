//! The form: the groups of questions, each with its answer, problem and note.

use super::question::QuestionView;
use super::words;
use crate::app::{FeeHeading, Group, Message, Model, Question};
use crate::response::capitalised;
use std::rc::Rc;
use yew::prelude::*;

/// Draws the form.
pub fn form(model: &Model, send: &Callback<Message>) -> Html {
    let onsubmit = Callback::from(|event: SubmitEvent| event.prevent_default());
    html! {
        <form class="form" id="proposal" tabindex="-1" aria-label={words::FORM} novalidate=true autocomplete="off" {onsubmit}>
            { for model.layout().groups.iter().map(|group| section(group, model, send)) }
            <a class="jump" href="#assessment"><strong>{ &model.shown().stance }</strong><span>{ words::TO_ASSESSMENT }</span></a>
        </form>
    }
}

fn section(group: &Group, model: &Model, send: &Callback<Message>) -> Html {
    html! {
        <section class="group" aria-labelledby={group.id} key={group.id}>
            <h2 id={group.id}>{ group.title }</h2>
            <div class="questions">{ for group.questions.iter().map(|question| asked(question, model, send)) }</div>
            if !group.headings.is_empty() {
                <details class="headings">
                    <summary>{ words::HEADINGS }</summary>
                    { for group.headings.iter().map(|heading| fee_heading(heading, model, send)) }
                </details>
            }
        </section>
    }
}

fn fee_heading(heading: &FeeHeading, model: &Model, send: &Callback<Message>) -> Html {
    html! {
        <fieldset class="heading">
            <legend>{ &*heading.title }</legend>
            <div class="questions">{ for heading.questions.iter().map(|question| asked(question, model, send)) }</div>
        </fieldset>
    }
}

fn asked(question: &Rc<Question>, model: &Model, send: &Callback<Message>) -> Html {
    let field = &question.field;
    let text = match model.form().text(field) {
        "" => AttrValue::Static(""),
        text => AttrValue::from(text.to_owned()),
    };
    let problem = model
        .problems()
        .find(|problem| problem.field == *field)
        .map(|problem| AttrValue::from(capitalised(&problem.message)));
    let note =
        model.notes().iter().find(|note| note.field == *field).map(|note| AttrValue::from(capitalised(&note.message)));
    html! { <QuestionView key={question.id.to_string()} question={question.clone()} {text} {problem} {note} send={send.clone()} /> }
}
