// The page's own words. Policy never stands here: it comes from the profile.

export const TITLE = "Children’s home assessment";
export const PRIVACY = "Nothing you type leaves this browser. A draft is kept in this browser only, until you clear it.";
export const CLEAR = "Clear everything";
export const FORM = "Proposal";
export const HEADINGS = "Fee by heading, with the benchmark";
export const NOT_STATED = "Not stated";
export const NO_AUTHORITY = "Choose a planning authority";
export const UNCLEAR = "Unclear";
export const ASKED = "Asked the provider";
export const ERROR = "Error:";
export const ASSESSMENT = "Assessment";
export const PROMPT = "Not started";
export const PROMPT_TEXT = "Answer a question, and what it comes to is said here.";
export const PROBLEMS = "Answers that cannot be read";
export const PROBLEMS_TEXT = "Until it is corrected, such an answer counts as not stated.";
export const NOTES = "How answers were read";
export const TO_LETTER = "Go to the letter";
export const LETTER = "Letter";
export const LETTER_PROMPT = "The letter is drafted once you choose a planning authority to send it to.";
export const WORD = "Download Word";
export const MAKING = "Making the file in this browser. The first one takes a moment longer.";
export const FAILED = "The file could not be made. Check your connection and try again.";
export const made = (name) => `Downloaded as ${name}.`;
