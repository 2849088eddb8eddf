//! What the manager makes of the letter: the position confirmed, who signs, what to look at before it is published, and each
//! text to edit, with what is gone and what is new.

use super::notices::button;
use super::words;
use crate::app::{Deed, EDITING, EDITOR, FLAGS, Message, Model, Opened, STARTED_AGAIN, id_of};
use crate::difference::Piece;
use crate::form::Field;
use crate::response::Flag;
use crate::shown::{Part, Row, Superseded};
use crate::vocabulary::{Sentiment, Stance};
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

/// Draws what is decided before the letter leaves.
pub fn before(model: &Model, send: &Callback<Message>) -> Html {
    html! {
        <div class="before">
            { position(model, send) }
            { tag(model, send) }
            { signatory(model, send) }
            <p class="unseen" role="status">{ words::to_look_at(model.flags().len(), model.superseded().len()) }</p>
            { flags(model, send) }
            { superseded(model, send) }
        </div>
    }
}

/// A list to choose from. It is set to what is chosen once its options are there.
#[derive(PartialEq, Properties)]
pub struct ChooserProps {
    pub id: &'static str,
    pub chosen: &'static str,
    pub options: Vec<(&'static str, String)>,
    pub onchoice: Callback<String>,
}

/// Draws a list to choose from.
#[component]
pub fn Chooser(props: &ChooserProps) -> Html {
    let select = use_node_ref();
    use_effect_with((select.clone(), props.chosen, props.options.len()), |(select, chosen, _)| {
        if let Some(select) = select.cast::<HtmlSelectElement>() {
            select.set_value(chosen);
        }
    });
    let onchange = props.onchoice.reform(|event: Event| {
        event.target_dyn_into::<HtmlSelectElement>().map(|select| select.value()).unwrap_or_default()
    });
    let option = |(code, name): &(&'static str, String)| html! { <option value={*code}>{ name }</option> };
    html! { <select ref={select} id={props.id} {onchange}>{ for props.options.iter().map(option) }</select> }
}

/// The computed position, and another confirmed in its place for a reason.
fn position(model: &Model, send: &Callback<Message>) -> Html {
    let revising = model.revising();
    let title = |stance: Stance| model.face().title(stance).to_owned();
    let computed = model.shown().map(|shown| shown.stance.clone()).unwrap_or_default();
    let chosen = revising.position();
    let onchoice = send.reform(|code: String| Deed::Position(Stance::from_code(&code)).into());
    let others = Stance::ALL.iter().filter(|stance| Some(**stance) == chosen || title(**stance) != computed);
    let options: Vec<(&'static str, String)> = std::iter::once(("", words::POSITION_AS_COMPUTED.to_owned()))
        .chain(others.map(|stance| (stance.code(), title(*stance))))
        .collect();
    let problem = revising.needs_reason();
    html! {
        <fieldset class="decision">
            <legend>{ words::POSITION }</legend>
            <p>{ words::POSITION_COMPUTED }{ " " }<strong>{ &computed }</strong></p>
            <div class="question question-half">
                <label for="position-confirmed">{ words::POSITION_CONFIRM }</label>
                if let Some(lapsed) = revising.lapsed() {
                    <p class="problem" role="status">{ words::position_lapsed(&title(lapsed)) }</p>
                }
                <Chooser id="position-confirmed" chosen={chosen.map_or("", Stance::code)} {options} {onchoice} />
            </div>
            if chosen.is_some() {
                <div class={classes!("question", "question-wide", problem.then_some("question-wrong"))}>
                    <label for="position-reason">{ words::POSITION_REASON }</label>
                    <p class="hint" id="position-reason-hint">{ words::POSITION_REASON_HINT }</p>
                    if problem {
                        <p class="problem" id="position-reason-problem">{ words::POSITION_NO_REASON }</p>
                    }
                    <textarea id="position-reason" rows="2" value={revising.reason().to_owned()} oninput={area(send, Deed::Reason)}
                        aria-describedby={described("position-reason", problem)} aria-invalid={problem.then_some("true")} />
                </div>
            }
        </fieldset>
    }
}

/// The tag that an officer confirms for planning systems, which have three for every stance there is.
fn tag(model: &Model, send: &Callback<Message>) -> Html {
    let chosen = model.revising().revision().tag;
    let onchoice = send.reform(|code: String| Deed::Tag(Sentiment::from_code(&code)).into());
    let name = |tag: &Sentiment| match tag {
        Sentiment::Approved => words::TAG_APPROVED,
        Sentiment::AmendmentsNeeded => words::TAG_AMENDMENTS,
        Sentiment::Objected => words::TAG_OBJECTED,
    };
    let options: Vec<(&'static str, String)> = std::iter::once(("", words::TAG_NONE.to_owned()))
        .chain(Sentiment::ALL.iter().map(|tag| (tag.code(), name(tag).to_owned())))
        .collect();
    html! {
        <div class="decision">
            <div class="question question-half">
                <label for="tag">{ words::TAG }</label>
                <p class="hint" id="tag-hint">{ words::TAG_HINT }</p>
                <Chooser id="tag" chosen={chosen.map_or("", Sentiment::code)} {options} {onchoice} />
            </div>
        </div>
    }
}

fn signatory(model: &Model, send: &Callback<Message>) -> Html {
    let (name, role) = model.revising().signatory();
    let line = |id: &'static str, label: &'static str, value: &str, deed: fn(String) -> Deed| {
        let oninput = send.reform(move |event: InputEvent| {
            deed(event.target_dyn_into::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default()).into()
        });
        html! {
            <div class="question question-half">
                <label for={id}>{ label }</label>
                <input type="text" class="long" {id} value={value.to_owned()} {oninput} maxlength="200" autocomplete="off" aria-describedby="signs-hint" />
            </div>
        }
    };
    html! {
        <fieldset class="decision">
            <legend>{ words::SIGNS }</legend>
            <p class="hint" id="signs-hint">{ words::SIGNS_HINT }</p>
            <div class="questions">
                { line("signs-name", words::SIGNS_NAME, name, Deed::Name) }
                { line("signs-role", words::SIGNS_ROLE, role, Deed::Role) }
            </div>
        </fieldset>
    }
}

/// What may not belong in a published letter. The manager decides, and the decision is recorded.
fn flags(model: &Model, send: &Callback<Message>) -> Html {
    if model.flags().is_empty() {
        return Html::default();
    }
    html! {
        <div class="decision" role="group" id={FLAGS} tabindex="-1" aria-labelledby="flags-heading">
            <h3 id="flags-heading">{ words::FLAGS }</h3>
            <ul>{ for model.flags().iter().map(|flag| self::flag(flag, model, send)) }</ul>
        </div>
    }
}

fn flag(flag: &Flag, model: &Model, send: &Callback<Message>) -> Html {
    let leave = Deed::Left(flag.mark.code().to_owned(), flag.found.clone());
    html! {
        <li>
            <p><q>{ &flag.found }</q>{ " " }{ words::FLAG_UNDER }{ " " }<q>{ &flag.heading }</q>{ ": " }{ &flag.reason }{ "." }</p>
            if let Some(field) = &flag.field {
                <p>{ link(field, model, send) }</p>
            }
            if let Some(at) = model.revising().decided(flag) {
                <p>{ words::FLAG_LEFT }{ " " }{ button(words::UNDO, None, Deed::Undecided(at).into(), send) }</p>
            } else {
                { button(words::FLAG_LEAVE, None, leave.into(), send) }
            }
        </li>
    }
}

/// A link to the question whose answer the words came from.
fn link(field: &Field, model: &Model, send: &Callback<Message>) -> Html {
    let Some(question) = model.layout().question(field) else { return Html::default() };
    let field = field.clone();
    let onclick = send.reform(move |event: MouseEvent| {
        event.prevent_default();
        Message::Sought(field.clone())
    });
    html! { <a href={format!("#{}", question.id)} {onclick}>{ words::FLAG_CHANGE }{ " " }{ &*question.name }</a> }
}

/// Edits that were made against a text which is generated no more.
fn superseded(model: &Model, send: &Callback<Message>) -> Html {
    let found = model.superseded();
    if found.is_empty() {
        return Html::default();
    }
    let item = |edit: &Superseded| {
        html! {
            <li>
                <p>{ words::EDIT_WAS }{ ": " }<q>{ &edit.was }</q></p>
                <p>{ words::EDIT_WOULD }{ ": " }{ edit.text.as_ref().map_or_else(|| html! { { words::TAKEN_OUT } }, |text| html! { <q>{ text }</q> }) }</p>
                <p>{ words::EDIT_NOW }{ ": " }{ edit.now.as_ref().map_or_else(|| html! { { words::EDIT_NOTHING } }, |now| html! { <q>{ now }</q> }) }</p>
                <div class="buttons">
                    if edit.now.is_some() {
                        { button(words::EDIT_AGAIN, None, Deed::MadeAgain(edit.at).into(), send) }
                    }
                    { button(words::EDIT_DROP, None, Deed::GivenUp(edit.at).into(), send) }
                </div>
            </li>
        }
    };
    html! {
        <div class="decision" role="group" aria-labelledby="superseded-heading">
            <h3 id="superseded-heading">{ words::SUPERSEDED }</h3>
            <p>{ words::SUPERSEDED_TEXT }</p>
            <ul>{ for found.iter().map(item) }</ul>
        </div>
    }
}

/// The button that turns editing on and off, and the one that starts again.
pub fn switch(model: &Model, send: &Callback<Message>) -> Html {
    let revising = model.revising();
    let text = if revising.is_on() { words::EDIT_DONE } else { words::EDIT };
    html! {
        <>
            { button(text, Some(EDITING), Deed::Toggled.into(), send) }
            if !revising.revision().edits.is_empty() {
                { button(words::START_AGAIN, None, Deed::StartedAgain.into(), send) }
            }
            if revising.started_again() {
                <div class="notice" role="group" id={STARTED_AGAIN} tabindex="-1" aria-label={words::STARTED_AGAIN}>
                    <p>{ words::STARTED_AGAIN }</p>
                    { button(words::UNDO, None, Deed::StartAgainUndone.into(), send) }
                </div>
            }
        </>
    }
}

/// Draws the letter text by text, each with what can be done to it.
pub fn editor(model: &Model, send: &Callback<Message>) -> Html {
    let parts = model.parts();
    let opened = model.revising().opened();
    let part = |part: &Part| {
        html! {
            <>
                if let Some(heading) = &part.heading { <h4>{ heading }</h4> }
                { for part.rows.iter().map(|row| self::row(row, opened, send)) }
            </>
        }
    };
    // The text being edited is nowhere in the letter any more: it is not lost.
    let adrift = opened.filter(|opened| !parts.iter().flat_map(|part| &part.rows).any(|row| row.place == opened.place));
    html! {
        <article class="sheet editing" aria-label={words::EDIT}>
            <h3>{ model.letter().map(|letter| letter.title.clone()) }</h3>
            if let Some(opened) = adrift { { editing(opened, send) } }
            { for parts.iter().map(part) }
        </article>
    }
}

fn row(row: &Row, opened: Option<&Opened>, send: &Callback<Message>) -> Html {
    let id = id_of(&row.place);
    if let Some(opened) = opened.filter(|opened| opened.place == row.place && !opened.adds) {
        return html! { <div class="row" {id} tabindex="-1">{ editing(opened, send) }</div> };
    }
    let open = |text: String, adds: bool, replaces: Option<usize>| {
        let (place, was) = (row.place.clone(), row.generated.clone());
        Message::from(Deed::Opened(Opened { place, was, text, adds, replaces, problem: None }))
    };
    let text = match &row.changed {
        None => html! { <p>{ &*row.generated }</p> },
        Some(changed) => html! { <p class="changed">{ for changed.pieces.iter().map(piece) }</p> },
    };
    let now = row.changed.as_ref().map_or(&*row.generated, |changed| &changed.text).to_owned();
    let edit = row.changed.as_ref().map(|changed| changed.at);
    let added = row.added.iter().map(|(at, text)| {
        if let Some(opened) = opened.filter(|opened| opened.replaces == Some(*at) && opened.adds) {
            return editing(opened, send);
        }
        html! {
            <>
                <p class="changed"><ins>{ text }</ins></p>
                <div class="buttons">
                    { small(words::CHANGE, text, open(text.clone(), true, Some(*at)), send) }
                    { small(words::TAKE_OUT, text, Deed::GivenUp(*at).into(), send) }
                </div>
            </>
        }
    });
    let adding = opened.filter(|opened| opened.place == row.place && opened.adds && opened.replaces.is_none());
    html! {
        <div class="row" {id} tabindex="-1">
            { text }
            <div class="buttons">
                { small(words::CHANGE, &row.generated, open(now, false, edit), send) }
                if let Some(at) = edit {
                    { small(words::AS_GENERATED, &row.generated, Deed::GivenUp(at).into(), send) }
                } else {
                    { small(words::TAKE_OUT, &row.generated, Deed::Removed(row.place.clone(), row.generated.clone()).into(), send) }
                }
                { small(words::ADD, &row.generated, open(String::new(), true, None), send) }
            </div>
            { for added }
            if let Some(opened) = adding { { editing(opened, send) } }
        </div>
    }
}

/// The text in the editor, and the buttons that end editing.
fn editing(opened: &Opened, send: &Callback<Message>) -> Html {
    let label = if opened.adds { words::NEW_TEXT } else { words::CHANGED_TEXT };
    let wrong = opened.problem.as_ref();
    html! {
        <div class={classes!("question", "question-wide", wrong.map(|_| "question-wrong"))}>
            <label for={EDITOR}>{ label }</label>
            <p class="hint" id="letter-editor-hint">{ words::LINES_HINT }</p>
            if let Some(problem) = wrong {
                <p class="problem" id="letter-editor-problem">{ words::CANNOT_STAND }{ " " }{ problem }{ "." }</p>
            }
            <textarea id={EDITOR} rows="5" spellcheck="true" value={opened.text.clone()} oninput={area(send, Deed::Typed)}
                aria-describedby={described(EDITOR, wrong.is_some())} aria-invalid={wrong.map(|_| "true")} />
            <div class="buttons">
                { button(words::SAVE, None, Deed::Saved.into(), send) }
                { button(words::CANCEL, None, Deed::Cancelled.into(), send) }
            </div>
        </div>
    }
}

/// The ids of what describes an input.
fn described(id: &str, wrong: bool) -> String {
    if wrong { format!("{id}-hint {id}-problem") } else { format!("{id}-hint") }
}

fn area(send: &Callback<Message>, deed: fn(String) -> Deed) -> Callback<InputEvent> {
    send.reform(move |event: InputEvent| {
        deed(event.target_dyn_into::<HtmlTextAreaElement>().map(|area| area.value()).unwrap_or_default()).into()
    })
}

/// A button whose name says which text it is about, by its first words.
fn small(text: &'static str, about: &str, message: Message, send: &Callback<Message>) -> Html {
    const NAMED: usize = 6;
    let about = about.split(' ').take(NAMED).collect::<Vec<_>>().join(" ");
    let onclick = send.reform(move |_: MouseEvent| message.clone());
    html! {
        <button type="button" class="button small" {onclick}>{ text }<span class="unseen">{ ": " }{ about }{ " …" }</span></button>
    }
}

fn piece(piece: &Piece) -> Html {
    match piece {
        Piece::Same(text) => html! { <>{ text }{ " " }</> },
        Piece::Gone(text) => html! { <><del>{ text }</del>{ " " }</> },
        Piece::New(text) => html! { <><ins>{ text }</ins>{ " " }</> },
    }
}
