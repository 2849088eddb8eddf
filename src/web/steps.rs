//! The list of steps, and what leads from one to the next on a small screen; every answer to be checked.

use super::words;
use crate::app::{Message, Model, Progress, Step};
use crate::form::{Field, Form, Kind, State};
use crate::shown::{Group, Layout, Question};
use std::rc::Rc;
use yew::prelude::*;

/// Whether a small screen shows this step.
pub fn here(model: &Model, step: &Step) -> Option<&'static str> {
    (model.step() == step).then_some("here")
}

/// Draws the list of steps: how far each part of the form is, and the way to it.
pub fn list(model: &Model, send: &Callback<Message>) -> Html {
    let row = |step: &Step| {
        let remark = match step {
            Step::Part(id) => {
                let group = model.layout().groups.iter().find(|group| group.id == *id);
                group.map(|group| told(model.progress(group)))
            }
            Step::Assessment => Some(super::assessment::stance(model)),
            _ => None,
        };
        html! { <li>{ link(step, model, send) }if let Some(remark) = remark { <span class="remark">{ remark }</span> }</li> }
    };
    html! {
        <nav class="steps" id={Step::List.id().to_owned()} tabindex="-1" aria-label={words::STEPS}>
            <ol>{ for model.steps().iter().map(row) }</ol>
        </nav>
    }
}

fn told(progress: Progress) -> String {
    match progress {
        Progress { wrong: 0, answered, asked } => words::answered(answered, asked),
        Progress { wrong, .. } => words::problems(wrong),
    }
}

/// The name of a step.
fn title<'m>(step: &Step, model: &'m Model) -> &'m str {
    match step {
        Step::List => words::STEPS,
        Step::Part(id) => {
            let group = model.layout().groups.iter().find(|group| group.id == *id);
            group.map(|group| &*group.title).unwrap_or_default()
        }
        Step::Check => words::CHECK,
        Step::Assessment => words::assessment(model.mode()),
        Step::Letter => words::letter(model.mode()),
        Step::Figures => words::FIGURES,
        Step::Register => words::REGISTER,
    }
}

/// Shows a step and moves the focus to it.
pub fn to(step: Step, send: &Callback<Message>) -> Callback<MouseEvent> {
    send.reform(move |event: MouseEvent| {
        event.prevent_default();
        Message::StepSought(step.clone())
    })
}

/// A link to a question, in these words.
pub fn to_question(field: &Field, text: &'static str, model: &Model, send: &Callback<Message>) -> Html {
    let (send, sought) = (send.clone(), field.clone());
    let onclick = Callback::from(move |event: MouseEvent| {
        event.prevent_default();
        send.emit(Message::Sought(sought.clone()));
    });
    let href = model.layout().question(field).map(|question| format!("#{}", question.id));
    html! { <a {href} {onclick}>{ text }</a> }
}

fn link(step: &Step, model: &Model, send: &Callback<Message>) -> Html {
    let onclick = to(step.clone(), send);
    html! { <a href={format!("#{}", step.id())} {onclick}>{ title(step, model).to_owned() }</a> }
}

/// Leads back and on, on a small screen.
pub fn beside(model: &Model, send: &Callback<Message>) -> Html {
    let (before, after) = model.beside();
    html! {
        <nav class="beside" aria-label={words::BESIDE}>
            if *model.step() != Step::List {
                <span>{ "← " }{ link(&before, model, send) }</span>
            }
            if let Some(after) = after {
                <span class="beside-next">{ link(&after, model, send) }{ " →" }</span>
            }
        </nav>
    }
}

/// Draws every answer, each with the way back to its question.
pub fn check(model: &Model, send: &Callback<Message>) -> Html {
    html! {
        <section class={classes!("part", "check", here(model, &Step::Check))} aria-labelledby="check">
            <h2 id="check" tabindex="-1">{ words::CHECK }</h2>
            <p>{ words::CHECK_TEXT }{ " " }<a href="#letter" onclick={to(Step::Letter, send)}>{ words::to_letter(model.mode()) }</a></p>
            <Answers layout={model.layout().clone()} form={model.form().clone()} send={send.clone()} />
        </section>
    }
}

#[derive(PartialEq, Properties)]
struct AnswersProps {
    layout: Rc<Layout>,
    form: Form,
    send: Callback<Message>,
}

/// Every answer, drawn again only when one has changed: they are a great part of the page.
#[component]
fn Answers(props: &AnswersProps) -> Html {
    html! { <>{ for props.layout.groups.iter().map(|group| answers(group, props)) }</> }
}

fn answers(group: &Group, props: &AnswersProps) -> Html {
    let AnswersProps { form, send, .. } = props;
    let given = |question: &&Rc<Question>| !form.text(&question.field).is_empty();
    let headings = group.headings.iter().flat_map(|heading| heading.questions.iter()).filter(given);
    let row = |question: &Rc<Question>| {
        html! {
            <div>
                <dt>{ &*question.name }</dt>
                <dd>{ answer(question, form) }</dd>
                <dd class="change">{ change(question, send) }</dd>
            </div>
        }
    };
    html! {
        <>
            <h3>{ &*group.title }</h3>
            <dl class="answers">{ for group.questions.iter().chain(headings).map(row) }</dl>
        </>
    }
}

/// An answer in words, and what is open about it.
fn answer(question: &Question, form: &Form) -> Html {
    let text = form.text(&question.field);
    let said = match question.field.kind() {
        Kind::Needs => text.lines().map(|code| question.in_words(code)).collect::<Vec<_>>().join("; "),
        Kind::Money if !text.is_empty() => format!("£{text}"),
        _ => question.in_words(text),
    };
    let doubt = form.doubt(&question.field).map(|doubt| match doubt.state {
        State::Unclear => words::UNCLEAR_SAID,
        State::Asked => words::ASKED_SAID,
    });
    match (said.is_empty(), doubt) {
        (true, None) => html! { <span class="remark">{ words::NOT_PROVIDED }</span> },
        (true, Some(doubt)) => html! { <span class="remark">{ doubt }</span> },
        (false, None) => html! { { said } },
        (false, Some(doubt)) => html! { <>{ said }{ " " }<span class="remark">{ doubt }</span></> },
    }
}

fn change(question: &Question, send: &Callback<Message>) -> Html {
    let field = question.field.clone();
    let onclick = send.reform(move |event: MouseEvent| {
        event.prevent_default();
        Message::Sought(field.clone())
    });
    html! {
        <a href={format!("#{}", question.id)} {onclick}>{ words::CHANGE }<span class="unseen">{ " " }{ &*question.name }</span></a>
    }
}
