//! The live assessment: the stance and its reasons, what each check found and rests on, and what is still open. A provider
//! is shown its self-check in the same place.

use super::notices::button;
use super::{self_check, steps, trying, words};
use crate::app::{Message, Model, Stage, Step};
use crate::assessment::Verdict;
use crate::form::{Field, Problem};
use crate::response::capitalised;
use crate::shown::{Ask, Card, FactRow, Grid, Measure, Scale, Shown, Source};
use std::rc::Rc;
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
                if model.letter().is_some() {
                    <p><a href="#letter" onclick={steps::to(Step::Letter, send)}>{ words::TO_LETTER }</a></p>
                }
            </div>
            { problems(model, send) }
            if let Some(shown) = shown {
                <Conclusions shown={shown.clone()} />
            }
            if let Some(checked) = model.checked() {
                { self_check::findings(checked) }
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

#[derive(PartialEq, Properties)]
struct ConclusionsProps {
    shown: Rc<Shown>,
}

#[component]
fn Conclusions(props: &ConclusionsProps) -> Html {
    let shown = &props.shown;
    let findings =
        shown.findings.iter().enumerate().map(|(at, card)| html! { <Finding key={at} card={card.clone()} /> });
    html! {
        <>
            <dl class="scales">{ for shown.scales.iter().map(scale) }</dl>
            { grid(&shown.matrix) }
            <div class="internal">
                <h3>{ words::INTERNAL }</h3>
                <dl class="measures">
                    { measure(&shown.band) }
                    <div><dt>{ words::ACTIONS }</dt><dd>{ actions(&shown.actions) }</dd></div>
                </dl>
            </div>
            <h3>{ words::FINDINGS }<span class="remark">{ " " }{ words::FINDINGS_OPEN }</span></h3>
            <ul class="findings">{ for findings }</ul>
            if !shown.asks.is_empty() {
                <h3>{ words::QUESTIONS }</h3>
                <ol class="asks">{ for shown.asks.iter().map(ask) }</ol>
            }
        </>
    }
}

fn measure(measure: &Measure) -> Html {
    html! { <div><dt>{ &measure.label }</dt><dd>{ &measure.value }</dd></div> }
}

/// A measure with its steps side by side, the one it stands on marked by more than colour.
fn scale(scale: &Scale) -> Html {
    let step = |(at, name): (usize, &String)| {
        let here = scale.at == Some(at);
        html! { <li class={classes!("step", here.then_some("step-here"))} aria-current={here.then_some("true")}>{ name }</li> }
    };
    html! {
        <div>
            <dt>{ &scale.label }</dt>
            <dd>
                <ol class="steps-of">{ for scale.steps.iter().enumerate().map(step) }</ol>
                { &scale.value }
            </dd>
        </div>
    }
}

/// The council's matrix, opened by whoever wants to see it.
fn grid(grid: &Grid) -> Html {
    let row = |(at, (name, cells)): (usize, &(String, Vec<String>))| {
        let cell = |(column, cell): (usize, &String)| {
            let here = grid.here == Some((at, column));
            html! {
                <td class={here.then_some("cell-here")} aria-current={here.then_some("true")}>
                    { cell }
                    if here { <span class="unseen">{ ": " }{ words::CELL_HERE }</span> }
                </td>
            }
        };
        html! { <tr><th scope="row">{ name }</th>{ for cells.iter().enumerate().map(cell) }</tr> }
    };
    html! {
        <details class="matrix">
            <summary>{ words::MATRIX }</summary>
            <div class="wide" role="group" tabindex="0" aria-label={words::MATRIX}>
                <table>
                    <caption>{ &grid.caption }</caption>
                    <thead>
                        <tr><td></td>{ for grid.columns.iter().map(|column| html! { <th scope="col">{ column }</th> }) }</tr>
                    </thead>
                    <tbody>{ for grid.rows.iter().enumerate().map(row) }</tbody>
                </table>
            </div>
        </details>
    }
}

fn actions(actions: &[String]) -> Html {
    match actions {
        [] => html! { { words::NO_ACTIONS } },
        actions => {
            html! { <ul>{ for actions.iter().map(|action| html! { <li>{ action }</li> }) }</ul> }
        }
    }
}

fn ask(ask: &Ask) -> Html {
    let remark = [(ask.asked, words::ASKED), (!ask.public, words::NOT_PUBLIC)];
    let remark: Vec<&str> = remark.into_iter().filter(|(there, _)| *there).map(|(_, words)| words).collect();
    html! {
        <li>
            { &ask.text }
            if !remark.is_empty() { <span class="remark">{ format!(" ({})", remark.join(", ")) }</span> }
        </li>
    }
}

#[derive(PartialEq, Properties)]
pub struct FindingProps {
    pub card: Rc<Card>,
}

/// What one check found; its evidence opens below it.
#[component]
pub fn Finding(props: &FindingProps) -> Html {
    let card = &props.card;
    let (class, verdict) = match card.verdict {
        Verdict::Met => ("verdict verdict-met", "Met"),
        Verdict::Concern => ("verdict verdict-concern", "Concern"),
        Verdict::NotMet => ("verdict verdict-not-met", "Not met"),
        Verdict::CannotSay => ("verdict verdict-cannot-say", "Cannot say"),
    };
    let told = html! {
        <>
            <strong class="finding-title">{ &card.title }</strong>
            <span {class}>{ verdict }</span>
            <span class="finding-text">{ &card.sentence }</span>
        </>
    };
    if card.facts.is_empty() && card.missing.is_empty() {
        return html! { <li class="finding"><div class="finding-told">{ told }</div></li> };
    }
    html! {
        <li class="finding">
            <details>
                <summary class="finding-told">{ told }</summary>
                <dl class="facts">
                    { for card.facts.iter().map(fact) }
                    if !card.missing.is_empty() {
                        <div><dt>{ words::NOT_STATED }</dt><dd>{ card.missing.join("; ") }</dd></div>
                    }
                </dl>
            </details>
        </li>
    }
}

fn fact(row: &FactRow) -> Html {
    let source = match &row.source {
        Source::Answer => html! { { words::ANSWER } },
        Source::Rules => html! { { words::RULES } },
        Source::Published { title, as_of, stale } => html! {
            <>
                { title }{ ". As of " }{ as_of }{ "." }
                if let Some(due) = stale { { " " }<span class="stale">{ words::STALE }{ ", " }{ due }</span> }
            </>
        },
    };
    html! {
        <div>
            <dt>{ &row.label }</dt>
            <dd>{ capitalised(&row.value) }<span class="source">{ source }</span></dd>
        </div>
    }
}
