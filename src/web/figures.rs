//! The pictures, each with its table and its sources, and the page of evidence: made when someone asks for them.

use super::notices::button;
use super::{steps, words};
use crate::app::{FIGURES, Figures, Message, Model, Stage, Step};
use crate::shown::pictures::{Picture, Shape, Table};
use crate::shown::{Evidence, EvidenceGroup, EvidenceRow};
use yew::prelude::*;

/// Draws the section.
pub fn section(model: &Model, send: &Callback<Message>) -> Html {
    let told = match model.figures() {
        Figures::No => "",
        Figures::Asked => words::FIGURES_MAKING,
        Figures::Lost => words::FIGURES_LOST,
        Figures::Known(_) if model.figures_are_old() => words::FIGURES_OLD,
        Figures::Known(_) => "",
    };
    html! {
        <section class={classes!("part", "figures", steps::here(model, &Step::Figures))} aria-labelledby={FIGURES}>
            <h2 id={FIGURES} tabindex="-1">{ words::FIGURES }</h2>
            if model.stage() == Stage::Empty {
                <p class="prompt">{ words::FIGURES_PROMPT }</p>
            } else {
                <div class="buttons">{ button(words::FIGURES_SHOW, None, Message::FiguresAsked, send) }</div>
            }
            <p role="status">{ told }</p>
            if let Figures::Known(figures) = model.figures() {
                <div class="pictures">{ for figures.pictures.iter().map(picture) }</div>
                { evidence(&figures.evidence) }
            }
        </section>
    }
}

fn picture(picture: &Picture) -> Html {
    let title = format!("picture-{}", picture.id);
    let view = format!("0 0 {} {}", picture.drawing.width, picture.drawing.height);
    html! {
        <figure>
            <h3 id={title.clone()}>{ &picture.title }</h3>
            if picture.internal { <p class="remark">{ words::FIGURES_INTERNAL }</p> }
            <svg class="picture" viewBox={view} role="img" aria-labelledby={title}>{ for picture.drawing.shapes.iter().map(shape) }</svg>
            <figcaption>
                { for picture.notes.iter().map(|note| html! { <p>{ note }</p> }) }
                <details><summary>{ words::FIGURES_TABLE }<span class="unseen">{ ": " }{ &picture.title }</span></summary>{ table(&picture.table, &picture.title) }</details>
                { for picture.sources.iter().map(|source| html! { <p class="remark">{ source }</p> }) }
            </figcaption>
        </figure>
    }
}

/// One element for each shape; every length was chosen where the picture was laid out.
fn shape(shape: &Shape) -> Html {
    let class = shape.class().name();
    match shape {
        Shape::Rect { x, y, width, height, .. } => html! {
            <rect {class} x={x.to_string()} y={y.to_string()} width={width.to_string()} height={height.to_string()} />
        },
        Shape::Line { x1, y1, x2, y2, .. } => html! {
            <line {class} x1={x1.to_string()} y1={y1.to_string()} x2={x2.to_string()} y2={y2.to_string()} />
        },
        Shape::Circle { x, y, radius, .. } => {
            html! { <circle {class} cx={x.to_string()} cy={y.to_string()} r={radius.to_string()} /> }
        }
        Shape::Text { x, y, size, anchor, text, .. } => html! {
            <text {class} x={x.to_string()} y={y.to_string()} font-size={size.to_string()} text-anchor={anchor.name()}>{ text }</text>
        },
    }
}

fn table(table: &Table, name: &str) -> Html {
    let cell = |(at, text): (usize, &String)| match at {
        0 => html! { <th scope="row">{ text }</th> },
        _ => html! { <td>{ text }</td> },
    };
    let row = |row: &Vec<String>| html! { <tr>{ for row.iter().enumerate().map(cell) }</tr> };
    html! {
        <div class="wide" role="group" tabindex="0" aria-label={name.to_owned()}>
            <table>
                <thead><tr>{ for table.columns.iter().map(|column| html! { <th scope="col">{ column }</th> }) }</tr></thead>
                <tbody>{ for table.rows.iter().map(row) }</tbody>
            </table>
        </div>
    }
}

fn evidence(evidence: &Evidence) -> Html {
    html! {
        <div class="evidence">
            <h3>{ words::EVIDENCE }</h3>
            <p>{ words::evidence(&evidence.as_at, evidence.stale) }</p>
            { for evidence.groups.iter().map(group) }
        </div>
    }
}

fn group(group: &EvidenceGroup) -> Html {
    let rows = group.rows.iter().filter(|row| row.in_force);
    html! {
        <details>
            <summary>{ &group.title }</summary>
            if let Some(note) = &group.note { <p>{ note }</p> }
            <div class="wide" role="group" tabindex="0" aria-label={group.title.clone()}>
                <table>
                    <thead><tr>{ for words::EVIDENCE_COLUMNS.iter().map(|column| html! { <th scope="col">{ *column }</th> }) }</tr></thead>
                    <tbody>{ for rows.map(figure) }</tbody>
                </table>
            </div>
        </details>
    }
}

fn figure(row: &EvidenceRow) -> Html {
    html! {
        <tr>
            <th scope="row">{ &row.title }if row.in_this_assessment { <span class="remark">{ words::EVIDENCE_READ }</span> }</th>
            <td>{ &row.value }if let Some(derived) = &row.derived { <span class="remark">{ " " }{ derived }</span> }</td>
            <td>{ &row.as_of }</td>
            <td>{ &row.source }</td>
            <td>{ &row.review_by }if row.stale { <span class="stale">{ " " }{ words::STALE }</span> }</td>
            <td>{ row.used_by.join("; ") }</td>
        </tr>
    }
}
