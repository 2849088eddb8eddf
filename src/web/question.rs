//! One question: its label, hint, problem and input, whatever its kind. Every input goes the one path, [`Message::Typed`].

use super::words;
use crate::app::Message;
use crate::form::{Kind, State};
use crate::shown::{Choice, Choices, Question};
use crate::vocabulary::Need;
use std::rc::Rc;
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

/// A question with its answer. Compared cheaply: typing in one question draws no other.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub question: Rc<Question>,
    pub text: AttrValue,
    pub problem: Option<AttrValue>,
    pub note: Option<AttrValue>,
    pub doubt: Option<State>,
    pub send: Callback<Message>,
}

impl Props {
    fn id(&self, part: &str) -> String {
        format!("{}-{part}", self.question.id)
    }

    /// The hint, with the way to write a date.
    fn hint(&self) -> Option<String> {
        let date = (self.question.field.kind() == Kind::Date).then_some(words::DATE_HINT);
        let parts: Vec<&str> = self.question.hint.as_deref().into_iter().chain(date).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    /// The ids of everything that describes the input.
    fn described(&self) -> Option<String> {
        let parts =
            [("hint", self.hint().is_some()), ("problem", self.problem.is_some()), ("note", self.note.is_some())];
        let ids: Vec<String> = parts.iter().filter(|(_, there)| *there).map(|(part, _)| self.id(part)).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn invalid(&self) -> Option<&'static str> {
        self.problem.is_some().then_some("true")
    }

    /// Sends what was typed or chosen.
    fn typed(&self) -> Callback<InputEvent> {
        let (send, field) = (self.send.clone(), self.question.field.clone());
        Callback::from(move |event: InputEvent| {
            let text = event
                .target_dyn_into::<HtmlInputElement>()
                .map(|input| input.value())
                .or_else(|| event.target_dyn_into::<HtmlTextAreaElement>().map(|area| area.value()))
                .or_else(|| event.target_dyn_into::<HtmlSelectElement>().map(|select| select.value()));
            if let Some(text) = text {
                send.emit(Message::Typed(field.clone(), text));
            }
        })
    }

    fn left(&self) -> Callback<FocusEvent> {
        self.send.reform(|_| Message::Paused)
    }
}

/// Draws a question.
#[component]
pub fn QuestionView(props: &Props) -> Html {
    let kind = props.question.field.kind();
    let width = match kind {
        Kind::Text(_) | Kind::Lines | Kind::Needs | Kind::AreaCode => "question-wide",
        Kind::Line(most) if most > 200 => "question-wide",
        _ => "question-half",
    };
    let class = classes!("question", width, props.problem.is_some().then_some("question-wrong"));
    let about = html! {
        <>
            if let Some(hint) = props.hint() {
                <p class="hint" id={props.id("hint")} translate="yes">{ hint }</p>
            }
            if let Some(note) = &props.note {
                <p class="note" id={props.id("note")}>{ note }</p>
            }
            if let Some(problem) = &props.problem {
                <p class="problem" id={props.id("problem")}>
                    <span class="unseen">{ words::ERROR_PREFIX }{ " " }</span>{ problem }
                </p>
            }
        </>
    };
    if kind == Kind::Needs {
        return html! {
            <fieldset {class} id={props.question.id.clone()} tabindex="-1" aria-describedby={props.described()}>
                <legend translate="yes">{ &*props.question.label }</legend>
                { about }
                { doubts(props) }
                <div class="needs">{ for props.question.choices.iter().flat_map(|group| &group.choices).map(|need| tick(props, need)) }</div>
            </fieldset>
        };
    }
    html! {
        <div {class} onfocusout={props.left()}>
            <label for={props.question.id.clone()} translate="yes">{ &*props.question.label }</label>
            { about }
            { control(props, kind) }
            { doubts(props) }
        </div>
    }
}

/// What an answer can be in place of stated, one tap each. Offered where there is none, and where one was taken.
fn doubts(props: &Props) -> Html {
    if !props.question.asks || !(props.text.is_empty() || props.doubt.is_some()) {
        return Html::default();
    }
    let choice = |state: State, name: &'static str| {
        let field = props.question.field.clone();
        let onclick = props.send.reform(move |_: MouseEvent| Message::Doubted(field.clone(), state));
        let pressed = if props.doubt == Some(state) { "true" } else { "false" };
        html! {
            <button type="button" class="doubt" aria-pressed={pressed} {onclick}>
                { name }<span class="unseen">{ ": " }{ &*props.question.name }</span>
            </button>
        }
    };
    html! {
        <div class="doubts">
            { choice(State::Unclear, words::UNCLEAR) }
            { choice(State::Asked, words::ASKED_PROVIDER) }
        </div>
    }
}

/// The input of one kind of answer.
fn control(props: &Props, kind: Kind) -> Html {
    let (id, value, oninput) = (props.question.id.clone(), props.text.clone(), props.typed());
    let (described, invalid) = (props.described(), props.invalid());
    let line = |class: &'static str, mode: &'static str| {
        let (id, value, oninput, described) = (id.clone(), value.clone(), oninput.clone(), described.clone());
        html! {
            <input type="text" {class} {id} {value} {oninput} inputmode={mode} autocomplete="off" spellcheck="false"
                aria-describedby={described} aria-invalid={invalid} />
        }
    };
    match kind {
        Kind::Text(_) | Kind::Lines => html! {
            <textarea rows={if kind == Kind::Lines { "2" } else { "3" }} {id} {value} {oninput} autocomplete="off" spellcheck="true"
                aria-describedby={described} aria-invalid={invalid} />
        },
        Kind::Code(_) | Kind::YesNo | Kind::AreaCode => html! { <Select ..props.clone() /> },
        Kind::Count(..) | Kind::Age | Kind::Percent => line("short", "text"),
        Kind::Money => {
            html! { <div class="money"><span aria-hidden="true">{ "£" }</span>{ line("medium", "decimal") }</div> }
        }
        Kind::Date => line("medium", "text"),
        Kind::Postcode => line("medium", "text"),
        Kind::Line(_) | Kind::Needs => line("long", "text"),
    }
}

/// An answer chosen from a list. The list is set to the answer once its options are there.
#[component]
fn Select(props: &Props) -> Html {
    let select = use_node_ref();
    use_effect_with((select.clone(), props.text.clone()), |(select, text)| {
        if let Some(select) = select.cast::<HtmlSelectElement>() {
            select.set_value(text);
        }
    });
    let (question, text) = (&props.question, &props.text);
    let none = if question.field.kind() == Kind::AreaCode { words::NO_AUTHORITY } else { words::NOT_STATED };
    let listed = question.choices.iter().flat_map(|group| &group.choices).any(|choice| *choice.code == **text);
    html! {
        <select ref={select} id={question.id.clone()} oninput={props.typed()} aria-describedby={props.described()} aria-invalid={props.invalid()}>
            { option("", none) }
            { for question.choices.iter().map(choices) }
            // An answer that is not among the choices, such as the code of a far-away authority, stays to be seen.
            if !listed && !text.is_empty() { { option(text, text) } }
        </select>
    }
}

fn choices(group: &Choices) -> Html {
    let listed = group.choices.iter().map(|choice| option(&choice.code, &choice.words));
    match &group.title {
        Some(title) => html! { <optgroup label={title.clone()}>{ for listed }</optgroup> },
        None => html! { <>{ for listed }</> },
    }
}

fn option(code: &str, shown: &str) -> Html {
    html! { <option value={code.to_owned()}>{ shown.to_owned() }</option> }
}

fn tick(props: &Props, choice: &Choice) -> Html {
    let need = Need::from_code(&choice.code);
    let checked = props.text.lines().any(|code| code.trim() == &*choice.code);
    let send = props.send.clone();
    let onchange = Callback::from(move |event: yew::Event| {
        if let Some((need, input)) = need.zip(event.target_dyn_into::<HtmlInputElement>()) {
            send.emit(Message::NeedChosen(need, input.checked()));
        }
    });
    html! {
        <label class="tick" key={choice.code.to_string()}>
            <input type="checkbox" value={choice.code.to_string()} {checked} {onchange} aria-describedby={props.problem.is_some().then(|| props.id("problem"))} />
            <span>{ &*choice.words }</span>
        </label>
    }
}
