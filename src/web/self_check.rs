//! The self-check, as a provider sees it beside the form; and what to do next: whom to speak to, and how to hand it over.

use super::assessment::Finding;
use super::letter::{by_hand, download, standing};
use super::notices::button;
use super::{steps, words};
use crate::app::{Copying, Message, Model, Paper, Step};
use crate::form::Field;
use crate::shown::{Checked, Listed, Told};
use std::rc::Rc;
use yew::prelude::*;

/// How it stands, in short.
pub fn summary(checked: &Checked) -> String {
    words::checked(checked.in_order.cards.len(), checked.to_weigh.cards.len(), checked.missing.items.len())
}

/// Draws what was found; drawn again only when it has changed.
pub fn findings(checked: &Rc<Checked>) -> Html {
    html! { <Findings checked={checked.clone()} /> }
}

#[derive(PartialEq, Properties)]
struct FindingsProps {
    checked: Rc<Checked>,
}

#[component]
fn Findings(props: &FindingsProps) -> Html {
    let checked = &props.checked;
    html! {
        <>
            { told(&checked.to_weigh) }
            { listed(&checked.missing) }
            { told(&checked.in_order) }
            if !checked.bearings.is_empty() {
                <h3>{ &checked.objectives }</h3>
                <dl class="bearings">
                    { for checked.bearings.iter().map(|(title, said)| html! { <div><dt>{ title }</dt><dd>{ said }</dd></div> }) }
                </dl>
            }
        </>
    }
}

fn told(told: &Told) -> Html {
    let finding = |(at, card)| html! { <Finding key={at} card={Rc::clone(card)} /> };
    html! {
        <>
            <h3>{ &told.heading }</h3>
            if told.cards.is_empty() {
                <p>{ &told.nothing }</p>
            } else {
                <ul class="findings">{ for told.cards.iter().enumerate().map(finding) }</ul>
            }
        </>
    }
}

fn listed(listed: &Listed) -> Html {
    html! {
        <>
            <h3>{ &listed.heading }</h3>
            if listed.items.is_empty() {
                <p>{ &listed.nothing }</p>
            } else {
                <ul>{ for listed.items.iter().map(|item| html! { <li>{ item }</li> }) }</ul>
            }
        </>
    }
}

/// Draws what to do next.
pub fn next(model: &Model, send: &Callback<Message>) -> Html {
    html! {
        <section class={classes!("part", "letter", steps::here(model, &Step::Letter))} id="letter" aria-labelledby="letter-heading" tabindex="-1">
            <h2 id="letter-heading">{ words::letter(model.mode()) }</h2>
            if let Some(checked) = model.checked() {
                <ul>{ for checked.next.items.iter().map(|item| html! { <li>{ item }</li> }) }</ul>
                <div class="handing">
                    <h3>{ words::HAND }</h3>
                    { handing(model, checked, send) }
                    <h3>{ words::HAND_KEEP }</h3>
                    <div class="buttons">
                        { for Paper::OF_DOCUMENTS.iter().map(|paper| download(*paper, model.making(), send)) }
                        { button(words::HAND_PRINT, None, Message::PrintAsked, send) }
                    </div>
                    <p role="status">{ standing(model) }</p>
                    if let Copying::ByHand(text) = model.copying() { { by_hand(text, words::HAND_LINK) } }
                </div>
            } else {
                <p class="prompt">{ words::prompt(model.mode()) }</p>
            }
        </section>
    }
}

fn handing(model: &Model, checked: &Checked, send: &Callback<Message>) -> Html {
    if !checked.addressed {
        return html! { <p class="prompt">{ words::HAND_PROMPT }{ " " }{ steps::to_question(&Field::PlanningAuthority, words::LETTER_CHOOSE, model, send) }</p> };
    }
    html! {
        <>
            <p>{ words::HAND_TEXT }</p>
            if checked.link.is_none() { <p>{ words::HAND_TOO_LONG }</p> }
            <div class="buttons">
                if checked.link.is_some() { { button(words::HAND_COPY, None, Message::LinkCopyAsked, send) } }
                { download(Paper::Proposal, model.making(), send) }
            </div>
        </>
    }
}
