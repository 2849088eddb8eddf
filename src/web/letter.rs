//! The letter, drawn from its typed blocks, and the ways to take it away.

use super::notices::button;
use super::words;
use crate::app::{BY_HAND, Copying, Making, Message, Model, Obstacle, Paper};
use crate::documents::text::{one_line, run};
use crate::form::Field;
use crate::response::{Block, Letter, Sentence};
use std::rc::Rc;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// Draws the letter, or what it waits for.
pub fn section(model: &Model, send: &Callback<Message>) -> Html {
    let body = match model.letter() {
        Some(letter) => html! {
            <>
                { taking(model, send) }
                <Body letter={letter.clone()} />
            </>
        },
        None => {
            let send = send.clone();
            let onclick = Callback::from(move |event: MouseEvent| {
                event.prevent_default();
                send.emit(Message::Sought(Field::PlanningAuthority));
            });
            let href = model.layout().question(&Field::PlanningAuthority).map(|question| format!("#{}", question.id));
            html! { <p class="prompt">{ words::LETTER_PROMPT }{ " " }<a {href} {onclick}>{ words::LETTER_CHOOSE }</a></p> }
        }
    };
    html! {
        <section class="letter" id="letter" aria-labelledby="letter-heading" tabindex="-1">
            <h2 id="letter-heading">{ words::LETTER }</h2>
            { body }
        </section>
    }
}

/// The buttons, and what became of copying.
fn taking(model: &Model, send: &Callback<Message>) -> Html {
    let select = Callback::from(|event: FocusEvent| {
        if let Some(area) = event.target_dyn_into::<HtmlTextAreaElement>() {
            area.select();
        }
    });
    html! {
        <div class="taking">
            if model.problems().next().is_some() {
                <p class="caution">{ words::LETTER_PROBLEMS }</p>
            }
            <div class="buttons">
                { button(words::COPY, None, Message::CopyAsked, send) }
                { button(words::PRINT, None, Message::PrintAsked, send) }
                { for Paper::ALL.into_iter().map(|paper| download(paper, model.making(), send)) }
                <p role="status">{ standing(model) }</p>
            </div>
            if let Copying::ByHand(text) = model.copying() {
                <textarea id={BY_HAND} class="by-hand" readonly=true rows="8" aria-label={words::COPY_TEXT} value={text.clone()} onfocus={select} />
            }
        </div>
    }
}

/// While its file is being made, the button cancels it: it stays where the focus is.
fn download(paper: Paper, making: &Making, send: &Callback<Message>) -> Html {
    let running = *making == Making::Running(paper);
    let text = match (paper, running) {
        (Paper::Word, false) => words::WORD,
        (Paper::Word, true) => words::WORD_CANCEL,
        (Paper::Pdf, false) => words::PDF,
        (Paper::Pdf, true) => words::PDF_CANCEL,
    };
    button(text, None, if running { Message::FileCancelled } else { Message::FileAsked(paper) }, send)
}

/// What became of copying, or of the file that was asked for.
fn standing(model: &Model) -> String {
    match (model.making(), model.copying()) {
        (Making::Running(_), _) => words::MAKING.to_owned(),
        (Making::Done(name), _) => [words::MADE, " ", name, "."].concat(),
        (Making::Cancelled, _) => words::MAKING_CANCELLED.to_owned(),
        (Making::Overtaken, _) => words::MAKING_OVERTAKEN.to_owned(),
        (Making::Failed(Obstacle::Absent), _) => words::MAKING_ABSENT.to_owned(),
        (Making::Failed(Obstacle::Reason(reason)), _) => [words::MAKING_FAILED, ": ", reason, "."].concat(),
        (Making::No, Copying::No) => String::new(),
        (Making::No, Copying::Done) => words::COPIED.to_owned(),
        (Making::No, Copying::ByHand(_)) => words::COPY_BY_HAND.to_owned(),
    }
}

#[derive(PartialEq, Properties)]
struct BodyProps {
    letter: Rc<Letter>,
}

#[component]
fn Body(props: &BodyProps) -> Html {
    html! {
        <article class="sheet">
            <h3>{ &props.letter.title }</h3>
            { for props.letter.blocks.iter().map(block) }
        </article>
    }
}

fn block(block: &Block) -> Html {
    let line = |sentence: &Sentence| one_line(&sentence.text);
    match block {
        Block::Heading(heading) => html! { <h4>{ &heading.text }</h4> },
        Block::Paragraph(sentences) => html! { <p>{ run(sentences) }</p> },
        Block::Lines(lines) => {
            html! { <p class="lines">{ for lines.iter().map(|sentence| html! { <span>{ line(sentence) }</span> }) }</p> }
        }
        Block::List { numbered: true, items } => {
            html! { <ol>{ for items.iter().map(|item| html! { <li>{ run(item) }</li> }) }</ol> }
        }
        Block::List { numbered: false, items } => {
            html! { <ul>{ for items.iter().map(|item| html! { <li>{ run(item) }</li> }) }</ul> }
        }
        Block::Pairs(pairs) => html! {
            <dl>{ for pairs.iter().map(|(name, value)| html! { <div><dt>{ line(name) }</dt><dd>{ line(value) }</dd></div> }) }</dl>
        },
        Block::Table { caption, columns, rows } => {
            let row = |row: &Vec<Sentence>| html! { <tr>{ for row.iter().map(|cell| html! { <td>{ line(cell) }</td> }) }</tr> };
            html! {
                <table>
                    <caption>{ line(caption) }</caption>
                    <thead><tr>{ for columns.iter().map(|column| html! { <th scope="col">{ line(column) }</th> }) }</tr></thead>
                    <tbody>{ for rows.iter().map(row) }</tbody>
                </table>
            }
        }
    }
}
