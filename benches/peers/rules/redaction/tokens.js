// The words of a text, each with the marks that stand round it. Knows nothing of what is looked for.

const OLDEST = 19;
const NUMBERS = listed(`zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
  seventeen eighteen nineteen`);
const ENDS = /[.,;:)?!”’"–—]/;
const ENDS_SENTENCE = /[.?!;]/;
const NOT_ALPHANUMERIC = "[^\\p{Alphabetic}\\p{N}]";
const LEAD = new RegExp(`^${NOT_ALPHANUMERIC}+`, "u");
const CORE = new RegExp(`^${NOT_ALPHANUMERIC}*(.*?)${NOT_ALPHANUMERIC}*$`, "su");
const YEAR_OLD = /^(\d+)-*(?:year-old|years-old|yr-old|yo|y\/o|yrs?)$/i;

/** The words of a list that is written with spaces between them. */
export function listed(words) {
  return words.split(/\s+/).filter(Boolean);
}

/** The same as a set, to look words up in. */
export const wordSet = (words) => new Set(listed(words));

const isAge = (number) => number >= 1 && number <= OLDEST;

export class Word {
  constructor(text, at, core, lead, trail) {
    Object.assign(this, { text, at, core, lead, trail, low: core.toLowerCase() });
  }

  get end() {
    return this.at + this.core.length;
  }

  is(word) {
    return this.low === word;
  }

  isAny(...words) {
    return words.includes(this.low);
  }

  get isCapital() {
    return /^\p{Uppercase}/u.test(this.core);
  }

  /** Whether a clause ends with it. */
  get ends() {
    return ENDS.test(this.trail);
  }

  get endsSentence() {
    return ENDS_SENTENCE.test(this.trail);
  }

  /** A whole number in figures or, up to the age of a young adult, in words; undefined where it is none. */
  get number() {
    if (/^\d{1,4}$/.test(this.core)) return Number(this.core);
    const at = NUMBERS.indexOf(this.low);
    return at < 0 ? undefined : at;
  }

  /** Whether it can be the age of a child or young adult. */
  get isAge() {
    return isAge(this.number);
  }

  /** "14-year-old", "14yo", "14yrs". */
  get isYearOld() {
    const found = YEAR_OLD.exec(this.core);
    return found !== null && isAge(Number(found[1]));
  }

  /** How many figures it has. */
  get digits() {
    return this.core.replaceAll(/\D/g, "").length;
  }
}

/**
 * The words of a text; what has neither letters nor figures belongs to the word before it. A bracket, and a comma after a
 * letter, end a word also where the space after them was forgotten.
 */
export function tokens(text) {
  const words = [];
  const put = (from, to) => {
    if (from === to) return;
    const token = text.slice(from, to);
    const core = CORE.exec(token)[1];
    const last = words.at(-1);
    if (core === "") {
      if (last) last.trail = text.slice(last.end, to);
      return;
    }
    const lead = LEAD.exec(token)?.[0] ?? "";
    const at = from + lead.length;
    words.push(new Word(text, at, core, lead, text.slice(at + core.length, to)));
  };
  let begin = 0;
  for (const found of text.matchAll(/\s|\(|(?<=\p{Alphabetic},)\S/gu)) {
    if (/\s/.test(found[0])) {
      put(begin, found.index);
      begin = found.index + found[0].length;
    } else {
      put(begin, found.index);
      begin = found.index;
    }
  }
  put(begin, text.length);
  return words;
}

const SUPPOSED = wordSet("up maximum most if would could for than aged tier ages between any each every per whether no");

/** Whether what follows these words is supposed and not told of anyone: "for one child", "up to", "if a child". */
export function supposed(before) {
  for (const word of before.slice(-4).reverse()) {
    // What is supposed is supposed in the same clause.
    if (word.endsSentence || /[:“"]/.test(word.trail)) return false;
    if (SUPPOSED.has(word.low)) return true;
  }
  return false;
}
