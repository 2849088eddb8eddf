//! The page's own words: names of buttons, headings and states. Policy never stands here: it comes from the profile.

pub const TITLE: &str = "Children’s home assessment";
pub const SKIP: &str = "Skip to the form";
pub const LEAD: &str =
    "Answer what you know. Only the planning authority is needed: whatever else is left empty counts as not stated.";
pub const PRIVACY: &str =
    "Nothing you type leaves this browser. A draft is kept in this browser only, until you clear it.";
pub const PRIVACY_BLOCKED: &str = "Nothing you type leaves this browser. This browser does not let the page keep a draft: copy or print the letter before you close it.";
pub const NOTICE: &str = "About the figures and rules";

pub const CLEAR: &str = "Clear everything";
pub const CLEAR_QUESTION: &str = "Clear every answer, and delete the draft kept in this browser?";
pub const CLEAR_CONFIRM: &str = "Yes, clear everything";
pub const CLEAR_CANCEL: &str = "No, keep it";
pub const CLEARED: &str = "Everything is cleared, and the draft is deleted from this browser.";
pub const UNDO: &str = "Undo";
pub const RESTORED: &str = "Your draft was restored from this browser.";
pub const UNREADABLE: &str = "This browser keeps a draft that cannot be read";
pub const UNREADABLE_KEPT: &str = "It is kept as it is, so what you type now is not saved. Discard it to save again.";
pub const DISCARD: &str = "Discard the old draft";

pub const FORM: &str = "Proposal";
pub const NOT_STATED: &str = "Not stated";
pub const NO_AUTHORITY: &str = "Choose a planning authority";
pub const DATE_HINT: &str = "For example 2/10/2026.";
pub const ERROR_PREFIX: &str = "Error:";
pub const HEADINGS: &str = "Fee by heading, beside the benchmark";

pub const ASSESSMENT: &str = "Assessment";
pub const TO_ASSESSMENT: &str = "Go to the assessment";
pub const TO_LETTER: &str = "Go to the letter";
pub const PROMPT: &str = "Not started";
pub const PROMPT_TEXT: &str = "The assessment appears here as you answer. Begin with the planning authority.";
pub const INTERNAL: &str = "Internal: not in the letter";
pub const ACTIONS: &str = "To do";
pub const NO_ACTIONS: &str = "Nothing";
pub const FINDINGS: &str = "Findings";
pub const FINDINGS_OPEN: &str = "Each opens to what it rests on.";
pub const ANSWER: &str = "Your answer";
pub const RULES: &str = "By the council’s rules";
pub const STALE: &str = "Past its review date";
pub const QUESTIONS: &str = "Questions to ask";
pub const ASKED: &str = "already asked";
pub const NOT_PUBLIC: &str = "not in the letter";
pub const NOTES: &str = "How answers were read";
pub const PROBLEM_ONE: &str = "One answer cannot be read";
pub const PROBLEMS_EFFECT: &str = "Until it is corrected, such an answer counts as not stated.";

pub const LETTER: &str = "Letter";
pub const LETTER_PROMPT: &str = "The letter is drafted once you choose a planning authority to send it to.";
pub const LETTER_CHOOSE: &str = "Choose the planning authority";
pub const LETTER_PROBLEMS: &str =
    "Some answers cannot be read and count as not stated here. They are listed with the assessment.";
pub const COPY: &str = "Copy as plain text";
pub const COPIED: &str = "Copied.";
pub const COPY_BY_HAND: &str =
    "This browser does not let the page copy. The text below is selected: press Ctrl and C to copy it.";
pub const COPY_TEXT: &str = "Letter as plain text";
pub const PRINT: &str = "Print the letter";
pub const WORD: &str = "Download Word";
pub const WORD_CANCEL: &str = "Cancel Word";
pub const PDF: &str = "Download PDF";
pub const PDF_CANCEL: &str = "Cancel PDF";
pub const MAKING: &str = "Making the file in this browser. The first one takes a moment longer.";
pub const MADE: &str = "Downloaded as";
pub const MAKING_CANCELLED: &str = "Cancelled.";
pub const MAKING_OVERTAKEN: &str = "The letter changed meanwhile: ask for the file again.";
pub const MAKING_ABSENT: &str =
    "What makes the file could not be loaded. Check your connection and try again, or print the letter.";
pub const MAKING_FAILED: &str = "The file could not be made";

pub const BROKEN: &str = "The council’s profile cannot be used";
pub const BROKEN_TEXT: &str =
    "The page needs a profile without faults. Give this list to whoever looks after the profile:";
pub const NO_CLOCK: &str = "the clock of this device gives no usable date; set it and reload the page";

/// "3 answers cannot be read".
pub fn problems(count: usize) -> String {
    if count == 1 { PROBLEM_ONE.to_owned() } else { format!("{count} answers cannot be read") }
}

/// What was left out of a restored draft.
pub fn left_out(count: usize) -> String {
    let answers = if count == 1 { "One answer belongs" } else { "Some answers belong" };
    format!("{answers} to questions that are not asked here, and left the draft.")
}
