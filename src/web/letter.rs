//! The letter, drawn from its typed blocks, and the ways to take it away.

use super::nodes::Drawn;
use super::notices::button;
use super::{revising, steps, words};
use crate::app::{BY_HAND, Copying, Making, Message, Model, Obstacle, Paper, Stage, Step};
use crate::form::Field;
use crate::response::Kind;
use std::rc::Rc;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// Draws the letter, or what it waits for.
pub fn section(model: &Model, send: &Callback<Message>) -> Html {
    let body = match model.letter() {
        Some(letter) => html! {
            <>
                { revising::before(model, send) }
                { taking(model, send) }
                if model.revising().is_on() {
                    { revising::editor(model, send) }
                } else {
                    <article class="sheet">
                        <h3>{ &letter.title }</h3>
                        <Drawn drawn={letter.sheet.clone()} />
                    </article>
                }
            </>
        },
        None if model.stage() == Stage::Complete => html! { <p class="prompt">{ words::LETTER_AWAITED }</p> },
        None => {
            let choose = steps::to_question(&Field::PlanningAuthority, words::LETTER_CHOOSE, model, send);
            html! { <p class="prompt">{ words::LETTER_PROMPT }{ " " }{ choose }</p> }
        }
    };
    html! {
        <section class={classes!("part", "letter", steps::here(model, &Step::Letter))} id="letter" aria-labelledby="letter-heading" tabindex="-1">
            <h2 id="letter-heading">{ words::letter(model.mode()) }</h2>
            { body }
        </section>
    }
}

/// The buttons, and what became of copying.
fn taking(model: &Model, send: &Callback<Message>) -> Html {
    let files = |papers: &[Paper]| papers.iter().map(|paper| download(*paper, model.making(), send)).collect::<Html>();
    html! {
        <div class="taking">
            if model.problems().next().is_some() {
                <p class="caution">{ words::LETTER_PROBLEMS }</p>
            }
            <div class="buttons">
                { revising::switch(model, send) }
                if !model.revising().is_on() {
                    { button(words::COPY, None, Message::CopyAsked { rich: false }, send) }
                    { button(words::COPY_RICH, None, Message::CopyAsked { rich: true }, send) }
                    { button(words::PRINT, None, Message::PrintAsked, send) }
                }
            </div>
            <div class="files">
                { document(model, send) }
                <div class="buttons">{ files(&Paper::OF_DOCUMENTS) }</div>
            </div>
            <div class="buttons">{ files(&Paper::OF_CASES) }</div>
            <p role="status">{ standing(model) }</p>
            if let Copying::ByHand(text) = model.copying() { { by_hand(text, words::COPY_TEXT) } }
        </div>
    }
}

/// A text to copy by hand, selected when the focus comes to it.
pub fn by_hand(text: &Rc<str>, label: &'static str) -> Html {
    let select = Callback::from(|event: FocusEvent| {
        if let Some(area) = event.target_dyn_into::<HtmlTextAreaElement>() {
            area.select();
        }
    });
    html! { <textarea id={BY_HAND} class="by-hand" readonly=true rows="8" aria-label={label} value={text.clone()} onfocus={select} /> }
}

/// Which document files are of.
fn document(model: &Model, send: &Callback<Message>) -> Html {
    let onchoice = send.reform(|word: String| Message::DocumentChosen(Kind::from_word(&word).unwrap_or(Kind::Letter)));
    let name = |kind: &Kind| match kind {
        Kind::Letter => words::LETTER_TO_AUTHORITY,
        Kind::Questions => words::QUESTIONS_LETTER,
        Kind::Note => words::NOTE_DOCUMENT,
        Kind::SelfCheck => words::SELF_CHECK,
        Kind::Trace => words::TRACE,
    };
    let options: Vec<(&'static str, String)> =
        Kind::ALL.iter().map(|(kind, word)| (*word, name(kind).to_owned())).collect();
    html! {
        <div class="question">
            <label for="document">{ words::DOCUMENT }</label>
            <revising::Chooser id="document" chosen={model.document().word()} {options} {onchoice} />
        </div>
    }
}

/// While its file is being made, the button cancels it: it stays where the focus is.
pub fn download(paper: Paper, making: &Making, send: &Callback<Message>) -> Html {
    let (text, cancel) = match paper {
        Paper::Word => (words::WORD, words::WORD_CANCEL),
        Paper::Pdf => (words::PDF, words::PDF_CANCEL),
        Paper::Text => (words::TEXT, words::TEXT_CANCEL),
        Paper::Record => (words::RECORD, words::RECORD_CANCEL),
        Paper::PlanningData => (words::PLANNING_DATA, words::PLANNING_DATA_CANCEL),
        Paper::Proposal => (words::PROPOSAL, words::PROPOSAL_CANCEL),
        Paper::Figures => (words::FIGURES_DOWNLOAD, words::FIGURES_CANCEL),
    };
    match *making == Making::Running(paper) {
        true => button(cancel, None, Message::FileCancelled, send),
        false => button(text, None, Message::FileAsked(paper), send),
    }
}

/// What became of copying, or of the file that was asked for here.
pub fn standing(model: &Model) -> String {
    if model.paper() == Paper::Figures { copied(model.copying()) } else { made(model) }
}

/// What became of copying.
fn copied(copying: &Copying) -> String {
    match copying {
        Copying::No => String::new(),
        Copying::Done => words::COPIED.to_owned(),
        Copying::ByHand(_) => words::COPY_BY_HAND.to_owned(),
    }
}

/// What became of the file last asked for, or else of copying.
pub fn made(model: &Model) -> String {
    match (model.making(), model.copying()) {
        (Making::Running(_), _) => words::MAKING.to_owned(),
        (Making::Done(name), _) => [words::MADE, " ", name, "."].concat(),
        (Making::Cancelled, _) => words::MAKING_CANCELLED.to_owned(),
        (Making::Overtaken, _) => words::MAKING_OVERTAKEN.to_owned(),
        (Making::Failed(obstacle), _) => self::obstacle(obstacle, words::MAKING_FAILED),
        (Making::No, copying) => copied(copying),
    }
}

/// Why a file could not be made or opened.
pub fn obstacle(obstacle: &Obstacle, failed: &str) -> String {
    match obstacle {
        Obstacle::Absent => words::MAKING_ABSENT.to_owned(),
        Obstacle::Lost => words::MAKING_LOST.to_owned(),
        Obstacle::Unreadable => words::RECORD_UNREADABLE.to_owned(),
        Obstacle::Reason(reason) => [failed, ": ", reason, "."].concat(),
    }
}
