//! The form: the groups of questions, each with its answer, problem and note.

use super::question::QuestionView;
use super::{assessment, pasting, steps, words};
use crate::app::{Message, Model, Step};
use crate::form::State;
use crate::response::capitalised;
use crate::shown::{FeeHeading, Group, Question};
use std::rc::Rc;
use yew::prelude::*;

/// Draws the form.
pub fn form(model: &Model, send: &Callback<Message>) -> Html {
    let onsubmit = Callback::from(|event: SubmitEvent| event.prevent_default());
    let (stance, in_form) = (assessment::stance(model), matches!(model.step(), Step::Part(_)));
    html! {
        <form class="form" id="proposal" tabindex="-1" aria-label={words::FORM} novalidate=true autocomplete="off" {onsubmit}>
            <div class={classes!("part", steps::here(model, &Step::List))}>
                { steps::list(model, send) }
                { pasting::paste(model, send) }
            </div>
            { for model.layout().groups.iter().map(|group| section(group, model, send)) }
            { steps::check(model, send) }
            <a class={classes!("jump", in_form.then_some("jump-here"))} href="#assessment" onclick={steps::to(Step::Assessment, send)}>
                <strong>{ stance }</strong><span>{ words::to_assessment(model.mode()) }</span>
            </a>
        </form>
    }
}

fn section(group: &Group, model: &Model, send: &Callback<Message>) -> Html {
    html! {
        <section class={classes!("part", "group", steps::here(model, &Step::Part(group.id.clone())))} aria-labelledby={group.id.clone()}>
            <h2 id={group.id.clone()} tabindex="-1">{ &*group.title }</h2>
            { questions(&group.questions, model, send) }
            if !group.headings.is_empty() {
                <details class="headings">
                    <summary>{ words::headings(model.mode()) }</summary>
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
            { questions(&heading.questions, model, send) }
        </fieldset>
    }
}

fn questions(questions: &Rc<[Rc<Question>]>, model: &Model, send: &Callback<Message>) -> Html {
    let answers: Vec<Answer> = questions.iter().map(|question| answer(question, model)).collect();
    html! { <Questions questions={questions.clone()} {answers} send={send.clone()} /> }
}

/// What was typed, and what is to be said of it.
#[derive(Clone, PartialEq)]
struct Answer {
    text: AttrValue,
    problem: Option<AttrValue>,
    note: Option<AttrValue>,
    doubt: Option<State>,
}

fn answer(question: &Question, model: &Model) -> Answer {
    let field = &question.field;
    let problem = model.problems().find(|problem| problem.field == *field);
    let note = model.notes().iter().find(|note| note.field == *field);
    Answer {
        text: match model.form().text(field) {
            "" => AttrValue::Static(""),
            text => AttrValue::from(text.to_owned()),
        },
        problem: problem.map(|problem| AttrValue::from(capitalised(&problem.message))),
        note: note.map(|note| AttrValue::from(capitalised(&note.message))),
        doubt: model.form().doubt(field).map(|doubt| doubt.state),
    }
}

/// Questions that are drawn again only when the answer to one of them has changed.
#[derive(PartialEq, Properties)]
struct QuestionsProps {
    questions: Rc<[Rc<Question>]>,
    answers: Vec<Answer>,
    send: Callback<Message>,
}

#[component]
fn Questions(props: &QuestionsProps) -> Html {
    let asked = props.questions.iter().zip(&props.answers).map(|(question, answer)| {
        let Answer { text, problem, note, doubt } = answer.clone();
        html! { <QuestionView question={question.clone()} {text} {problem} {note} {doubt} send={props.send.clone()} /> }
    });
    html! { <div class="questions">{ for asked }</div> }
}
