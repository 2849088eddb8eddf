//! The pictures, each with its table and its sources, and the page of evidence: made when someone asks for them.

use super::nodes::Drawn;
use super::notices::button;
use super::{letter, steps, words};
use crate::app::{FIGURES, Figures, Message, Model, Paper, Stage, Step};
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
                <Drawn drawn={figures.clone()} />
                <div class="buttons">{ letter::download(Paper::Figures, model.making(), send) }</div>
                <p role="status">{ if model.paper() == Paper::Figures { letter::made(model) } else { String::new() } }</p>
            }
        </section>
    }
}
