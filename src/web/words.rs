//! The page's own words: names of buttons, headings and states. Policy never stands here: it comes from the profile.

use crate::app::Key;
use crate::vocabulary::Mode;

pub const SKIP: &str = "Skip to the form";
pub const PRIVACY: &str =
    "Nothing you type leaves this browser. A draft is kept in this browser only, until you clear it.";
pub const PRIVACY_BLOCKED: &str = "Nothing you type leaves this browser. This browser does not let the page keep a draft: take what you need with you before you close it.";
pub const NOTICE: &str = "About the figures and rules";

pub const CLEAR: &str = "Clear everything";
pub const CLEAR_QUESTION: &str = "Clear every answer, and delete the draft kept in this browser?";
pub const CLEAR_CONFIRM: &str = "Yes, clear everything";
pub const CLEAR_CANCEL: &str = "No, keep it";
pub const CLEARED: &str = "Everything is cleared, and the draft is deleted from this browser. Who signs is kept for the next letter: empty its two fields to forget it.";
pub const UNDO: &str = "Undo";
pub const RESTORED: &str = "Your draft was restored from this browser.";
pub const UNREADABLE: &str = "This browser keeps a draft that cannot be read";
pub const UNREADABLE_KEPT: &str = "It is kept as it is, so what you type now is not saved. Discard it to save again.";
pub const DISCARD: &str = "Discard the old draft";

pub const FORM: &str = "Proposal";
pub const PASTE: &str = "Start from a text";
pub const PASTE_LABEL: &str = "The description of the application";
pub const PASTE_HINT: &str = "Paste it from a weekly list or a planning statement. It is read in this browser, and nothing is filled in by itself.";
pub const PASTE_READ: &str = "Look for answers";
pub const PASTE_READING: &str = "Reading the text.";
pub const PASTE_TOO_LONG: &str = "The text is longer than 2 MB. Paste the part that describes the home.";
pub const PASTE_EMPTY: &str = "There is no text to read. Paste one first.";
pub const PASTE_LOST: &str = "What reads the text could not be loaded. Check your connection and look again.";
pub const PASTE_FOUND: &str = "Found in the text";
pub const PASTE_NOTHING: &str = "Nothing was found that answers a question. Fill in the form by hand.";
pub const PASTE_CONFIRM: &str =
    "Use what is right. Where the text says two things, choose one, or mark the answer as unclear.";
pub const PASTE_USE: &str = "Use it";
pub const PASTE_USE_INSTEAD: &str = "Use this instead";
pub const PASTE_USED: &str = "used";
pub const STEPS: &str = "Steps";
pub const BESIDE: &str = "Back and on";
pub const CHECK: &str = "Check the answers";
pub const CHECK_TEXT: &str = "Every answer as it stands. What is not provided counts as not stated.";
pub const NOT_PROVIDED: &str = "Not provided";
pub const UNCLEAR: &str = "Unclear";
pub const UNCLEAR_SAID: &str = "Unclear in the documents";
pub const ASKED_PROVIDER: &str = "Asked the provider";
pub const ASKED_SAID: &str = "The provider has been asked";
pub const EXAMPLE: &str = "Load an example";
pub const PROSPECTS_ASKED: &str = "Trying changes of up to three answers.";
pub const TRY: &str = "Try it";
pub const TRYING: &str = "Trying, not kept yet:";
pub const TRIAL_UNDO: &str = "Take it back";
pub const TRIAL_KEEP: &str = "Keep these answers";
pub const ELSEWHERE: &str =
    "Another tab of this browser changed the draft. Nothing typed here is saved until you choose.";
pub const ELSEWHERE_THEIRS: &str = "Show the other tab’s answers";
pub const ELSEWHERE_OURS: &str = "Keep the answers of this tab";
pub const NOT_STATED: &str = "Not stated";
pub const NO_AUTHORITY: &str = "Choose a planning authority";
pub const DATE_HINT: &str = "For example 2/10/2026.";
pub const ERROR_PREFIX: &str = "Error:";

pub const AWAITED: &str = "Assessing";
pub const AWAITED_TEXT: &str =
    "What assesses the answers is on its way. It comes once and then works without a connection.";
pub const LOST: &str = "Cannot assess";
pub const LOST_TEXT: &str =
    "What assesses the answers could not be loaded. Your answers are kept. Check your connection and try again.";
pub const TRY_AGAIN: &str = "Try again";
pub const PROMPT: &str = "Not started";
pub const NOTES: &str = "How answers were read";
pub const PROBLEM_ONE: &str = "One answer cannot be read";
pub const PROBLEMS_EFFECT: &str = "Until it is corrected, such an answer counts as not stated.";

pub const FIGURES: &str = "Pictures and evidence";
pub const FIGURES_PROMPT: &str = "The figures behind the assessment are shown here once there is an answer.";
pub const FIGURES_SHOW: &str = "Show the figures as pictures and tables";
pub const FIGURES_MAKING: &str = "Drawing them in this browser. The first time takes a moment longer.";
pub const FIGURES_LOST: &str = "What draws them could not be loaded. Check your connection and try again.";
pub const FIGURES_OLD: &str = "They are of the answers before your last change: show them again.";
pub const LETTER_PROMPT: &str = "The letter is drafted once you choose a planning authority to send it to.";
pub const LETTER_AWAITED: &str = "The letter is being drafted.";
pub const LETTER_CHOOSE: &str = "Choose the planning authority";
pub const LETTER_PROBLEMS: &str =
    "Some answers cannot be read and count as not stated here. They are listed with the assessment.";
pub const COPY: &str = "Copy as plain text";
pub const COPIED: &str = "Copied.";
pub const COPY_BY_HAND: &str =
    "This browser does not let the page copy. The text below is selected: press Ctrl and C to copy it.";
pub const COPY_TEXT: &str = "Letter as plain text";
pub const COPY_RICH: &str = "Copy with headings and lists";
pub const PRINT: &str = "Print the letter";
pub const DOCUMENT: &str = "Document to download";
pub const LETTER_TO_AUTHORITY: &str = "the letter to the planning authority";
pub const QUESTIONS_LETTER: &str = "the questions to the applicant";
pub const NOTE_DOCUMENT: &str = "the internal note, not for publication";
pub const SELF_CHECK: &str = "the provider’s self-check";
pub const TRACE: &str = "what every conclusion rests on, internal";
pub const WORD: &str = "Download Word";
pub const WORD_CANCEL: &str = "Cancel Word";
pub const PDF: &str = "Download PDF";
pub const PDF_CANCEL: &str = "Cancel PDF";
pub const TEXT: &str = "Download text";
pub const TEXT_CANCEL: &str = "Cancel text";
pub const RECORD: &str = "Download the record";
pub const RECORD_CANCEL: &str = "Cancel the record";
pub const PLANNING_DATA: &str = "Download for planning systems";
pub const PLANNING_DATA_CANCEL: &str = "Cancel the file for planning systems";
pub const MAKING: &str = "Making the file in this browser. The first one takes a moment longer.";
pub const MADE: &str = "Downloaded as";
pub const MAKING_CANCELLED: &str = "Cancelled.";
pub const MAKING_OVERTAKEN: &str = "The letter changed meanwhile: ask for the file again.";
pub const MAKING_ABSENT: &str =
    "What makes the file could not be loaded. Check your connection and try again, or print the letter.";
pub const MAKING_LOST: &str =
    "The browser did not take the file. Allow downloads for this page and try again, or copy or print the letter.";
pub const MAKING_FAILED: &str = "The file could not be made";

pub const OPEN_QUESTION: &str = "Open it in place of what is here? You can undo it until you change something.";
pub const OPEN_CONFIRM: &str = "Yes, open it";
pub const OPEN_CANCEL: &str = "No, keep what is here";
pub const OPENING: &str = "Opening it.";
pub const OPENING_FAILED: &str = "It could not be opened";
pub const OPENED_PROPOSAL: &str = "The proposal is opened in place of what was here.";
pub const OPENED_PARTLY: &str = "Not all of it could be used:";
pub const OPENED: &str = "The record is opened in place of what was here, and the letter is dated today.";
pub const VERIFIED: &str = "Made again as at its own date, it comes out the same, byte for byte.";
pub const DIFFERS: &str = "Made again as at its own date, it differs:";
pub const RECORD_UNREADABLE: &str =
    "The file could not be read, or is too large. Choose a record or a proposal that this page wrote.";

pub const POSITION: &str = "Position";
pub const POSITION_COMPUTED: &str = "By the council’s rules:";
pub const POSITION_CONFIRM: &str = "The position you confirm";
pub const POSITION_AS_COMPUTED: &str = "as the rules have it";
pub const POSITION_REASON: &str = "Why it is another";
pub const POSITION_REASON_HINT: &str = "For the internal note and the record, not for the letter.";
pub const POSITION_NO_REASON: &str = "Say why. Until then the letter keeps the position by the rules.";
pub const TAG: &str = "Tag for planning systems";
pub const TAG_HINT: &str = "Only for the file for planning systems. They have three tags, and none says what the letter says: choose one, or none.";
pub const TAG_NONE: &str = "not confirmed";
pub const TAG_APPROVED: &str = "No objection";
pub const TAG_AMENDMENTS: &str = "Amendments needed";
pub const TAG_OBJECTED: &str = "Objection";
pub const SIGNS: &str = "Who signs";
pub const SIGNS_HINT: &str = "Kept in this browser for the next letter too.";
pub const SIGNS_NAME: &str = "Name";
pub const SIGNS_ROLE: &str = "Role";
pub const FLAGS: &str = "Look at this before the letter is published";
pub const FLAG_UNDER: &str = "under";
pub const FLAG_LEAVE: &str = "Leave it";
pub const FLAG_LEFT: &str = "You decided to leave it; the record says so.";
pub const FLAG_CHANGE: &str = "Change the answer:";
pub const SUPERSEDED: &str = "Changes that no longer fit";
pub const SUPERSEDED_TEXT: &str =
    "The text they were made to is generated no more, so they are not in the letter. Nothing is lost.";
pub const EDIT_WAS: &str = "Made to";
pub const EDIT_WOULD: &str = "To say";
pub const EDIT_NOW: &str = "Generated there now";
pub const EDIT_NOTHING: &str = "nothing";
pub const TAKEN_OUT: &str = "nothing: it was taken out";
pub const EDIT_AGAIN: &str = "Make it to the new text";
pub const EDIT_DROP: &str = "Give it up";
pub const EDIT: &str = "Edit the letter";
pub const EDIT_DONE: &str = "Show the letter as it leaves";
pub const START_AGAIN: &str = "Start again from the generated text";
pub const STARTED_AGAIN: &str = "Every change to the text is given up.";
pub const CHANGE: &str = "Change";
pub const TAKE_OUT: &str = "Take out";
pub const AS_GENERATED: &str = "Back to the generated text";
pub const ADD: &str = "Add below";
pub const NEW_TEXT: &str = "New text";
pub const CHANGED_TEXT: &str = "Text in place of the generated one";
pub const LINES_HINT: &str = "Each line becomes a paragraph of its own.";
pub const CANNOT_STAND: &str = "This text";
pub const SAVE: &str = "Keep this text";
pub const CANCEL: &str = "Cancel";

pub const BROKEN: &str = "The form cannot be shown";
pub const NO_FACE: &str = "The page’s own words cannot be read. Whoever looks after this page can mend it.";
pub const NO_CLOCK: &str = "The clock of this device gives no usable date. Set it and reload the page.";

pub const REGISTER: &str = "Register";
pub const REGISTER_TEXT: &str = "Cases you keep, with what was said, when and why. They stay in this browser.";
pub const REGISTER_SHOW: &str = "Show the register";
pub const REGISTER_LOST: &str = "What reads the register could not be loaded. Check your connection and try again.";
pub const FIGURES_DOWNLOAD: &str = "Download every figure as a table";
pub const FIGURES_CANCEL: &str = "Cancel the table";
pub const PROPOSAL: &str = "Save the answers as a file";
pub const PROPOSAL_CANCEL: &str = "Cancel the file of answers";
pub const HAND: &str = "Hand the answers over";
pub const HAND_TEXT: &str = "Send the commissioning team the link, or the file. The link holds the answers themselves: no server keeps them, and whoever has the link can read them.";
pub const HAND_LINK: &str = "The link";
pub const HAND_COPY: &str = "Copy the link";
pub const HAND_TOO_LONG: &str =
    "The answers are too long for a link, or this copy of the page has no address to lead to. Save them as a file.";
pub const HAND_PROMPT: &str = "The link and the file are made once you choose the planning authority.";
pub const HAND_KEEP: &str = "Keep the self-check";
pub const HAND_PRINT: &str = "Print the self-check";
pub const SHORTCUTS: &str = "Keyboard shortcuts";
pub const SHORTCUT_KEYS: &str = "Alt and Shift and";

/// The name of the page.
pub fn title(mode: Mode) -> &'static str {
    match mode {
        Mode::Commissioner => "Children’s home assessment",
        Mode::Provider => "Check your plans for a children’s home",
    }
}

/// What to do here.
pub fn lead(mode: Mode) -> &'static str {
    match mode {
        Mode::Commissioner => {
            "Answer what you know. Only the planning authority is needed: whatever else is left empty counts as not stated."
        }
        Mode::Provider => {
            "Answer what you know, before you apply for planning permission. Nothing must be answered: whatever is left empty counts as not stated."
        }
    }
}

/// What leads to the page in the other words.
pub fn other_mode(mode: Mode) -> &'static str {
    match mode {
        Mode::Commissioner => "Are you planning a home? Check your own plans",
        Mode::Provider => "Do you answer planning applications for the council? Assess a proposal",
    }
}

/// The heading of the assessment.
pub fn assessment(mode: Mode) -> &'static str {
    match mode {
        Mode::Commissioner => "Assessment",
        Mode::Provider => "How your plans compare",
    }
}

/// What leads to it.
pub fn to_assessment(mode: Mode) -> &'static str {
    match mode {
        Mode::Commissioner => "Go to the assessment",
        Mode::Provider => "See how your plans compare",
    }
}

/// What is said before there is an answer.
pub fn prompt(mode: Mode) -> &'static str {
    match mode {
        Mode::Commissioner => "The assessment appears here as you answer. Begin with the planning authority.",
        Mode::Provider => {
            "What the council would look at appears here as you answer. Begin with the planning authority."
        }
    }
}

/// What asks for other answers that would do better.
pub fn prospects_button(mode: Mode) -> &'static str {
    match mode {
        Mode::Commissioner => "What would change the position?",
        Mode::Provider => "What would help?",
    }
}

/// That there are none.
pub fn no_prospects(mode: Mode) -> &'static str {
    match mode {
        Mode::Commissioner => "No change of up to three answers leads to a better position.",
        Mode::Provider => "No change of up to three answers meets more of what the council looks for.",
    }
}

/// The heading of what leaves the page.
pub fn letter(mode: Mode) -> &'static str {
    match mode {
        Mode::Commissioner => "Letter",
        Mode::Provider => "What to do next",
    }
}

/// What leads to it.
pub fn to_letter(mode: Mode) -> &'static str {
    match mode {
        Mode::Commissioner => "Go to the letter",
        Mode::Provider => "What to do next",
    }
}

/// What opens the fee heading by heading: a provider has no benchmark.
pub fn headings(mode: Mode) -> &'static str {
    match mode {
        Mode::Commissioner => "Fee by heading, beside the benchmark",
        Mode::Provider => "Your fee by heading",
    }
}

/// What chooses a file to open.
pub fn open_file(mode: Mode) -> &'static str {
    match mode {
        Mode::Commissioner => "Open a record, or a proposal from a provider",
        Mode::Provider => "Open answers you saved",
    }
}

/// How a self-check stands, in short.
pub fn checked(in_order: u32, to_weigh: u32, missing: u32) -> String {
    let questions = if missing == 1 { "1 question".to_owned() } else { format!("{missing} questions") };
    format!("{in_order} in order, {to_weigh} to weigh, {questions} to be ready for")
}

/// What a key does.
pub fn shortcut(key: Key, mode: Mode) -> &'static str {
    match (key, mode) {
        (Key::Steps, _) => "go to the list of steps",
        (Key::Check, _) => "check the answers",
        (Key::Assessment, Mode::Commissioner) => "go to the assessment",
        (Key::Assessment, Mode::Provider) => "see how your plans compare",
        (Key::Letter, Mode::Commissioner) => "go to the letter",
        (Key::Letter, Mode::Provider) => "see what to do next",
        (Key::Figures, _) => "go to the pictures and the evidence",
        (Key::Copy, Mode::Commissioner) => "copy the letter as plain text",
        (Key::Copy, Mode::Provider) => "copy the link for the council",
    }
}

/// "3 answers cannot be read".
pub fn problems(count: usize) -> String {
    if count == 1 { PROBLEM_ONE.to_owned() } else { format!("{count} answers cannot be read") }
}

/// That a confirmed position stands no more.
pub fn position_lapsed(title: &str) -> String {
    format!("You had confirmed “{title}”. The position by the rules has changed since, so yours stands no more.")
}

/// What was left out of a restored draft.
pub fn left_out(count: usize) -> String {
    let answers = if count == 1 { "One answer belongs" } else { "Some answers belong" };
    format!("{answers} to questions that are not asked here, and left the draft.")
}

/// What there is to look at before the letter leaves, for those who do not see it appear.
pub fn to_look_at(flags: usize, superseded: usize) -> String {
    let said = |count: usize, one: &str, several: &str| match count {
        0 => None,
        1 => Some(one.to_owned()),
        count => Some(format!("{count} {several}")),
    };
    let flags = said(
        flags,
        "One thing to look at before the letter is published.",
        "things to look at before the letter is published.",
    );
    let superseded = said(superseded, "One change no longer fits.", "changes no longer fit.");
    flags.into_iter().chain(superseded).collect::<Vec<_>>().join(" ")
}

/// How many of the questions of a part are answered.
pub fn answered(answered: usize, asked: usize) -> String {
    format!("{answered} of {asked} answered")
}

/// How many ways there are to a better position.
pub fn prospects(count: usize, mode: Mode) -> String {
    match (mode, count) {
        (Mode::Commissioner, 1) => "One way to a better position:".to_owned(),
        (Mode::Commissioner, count) => format!("{count} ways to a better position:"),
        (Mode::Provider, 1) => "One change would help:".to_owned(),
        (Mode::Provider, count) => format!("Any one of these {count} changes would help:"),
    }
}

/// What a suggestion would take the place of.
pub fn paste_in_place_of(other: &str) -> String {
    format!("(the form says {other})")
}
