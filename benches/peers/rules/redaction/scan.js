// Looks through a text for what may not be published: what tells who a child is, money, and words the council never uses.

import { ROADS, tellsAge } from "./ages.js";
import { isMoney } from "./money.js";
import { listed, supposed, tokens } from "./tokens.js";
import { postcode } from "../values.js";

const SYSTEMS = listed("lac ics lcs upn mosaic liquidlogic");
const OWN_NUMBER = new RegExp(`^(?:${SYSTEMS.join("|")})[-/:.]*\\d{4,}$`, "i");
const KEPT = listed("case client child child’s child's children’s pupil");
const NUMBER = listed("no nos number ref reference id");
const CHILDREN = listed("child children girl girls boy boys sibling siblings teenager teenagers");
/** What happens to actual children, as a letter speaks of them. */
const HAPPENED =
  listed(`waiting missing placed living moved exploited arrested excluded harmed known waits died abused assaulted
  currently reported accommodated unregistered`);
/** How many words may stand between a house and its postcode. */
const APART = 10;
/** No telephone number is written in more groups. */
const MOST_GROUPS = 6;

/** Looks through texts about one proposal, and knows what is in order there. */
export class Scanner {
  constructor({ site, application }, profile) {
    const { places, never } = ofProfile(profile);
    this.contact = profile.council.contact;
    this.lookForMoney = !profile.publish_fees;
    this.places = new Set([...places, ...partsOf([site.settlement, site.address])]);
    this.never = never;
    this.references = [application.reference, application.previous_reference].filter(Boolean);
    this.ownPostcodes = new Set([...(site.address ? postcodes(site.address) : []), site.postcode?.text]);
  }

  /** Whether a text holds an amount of money that may not be published. */
  findsMoney(text) {
    return this.lookForMoney && anywhere(tokens(text), isMoney);
  }

  /** Whether a text holds anything that may not be published. */
  finds(text) {
    const words = tokens(text);
    const found = (before, here) =>
      tellsAge(before, here, this.places) ||
      isDateOfBirth(here) ||
      isNhsNumber(here) ||
      this.isCaseNumber(before, here) ||
      this.isEmail(here[0]) ||
      isSmallCount(before, here) ||
      this.isHomeAddress(before, here) ||
      (this.lookForMoney && isMoney(before, here)) ||
      this.never.get(here[0].low)?.some((phrase) => saysPhrase(phrase, here));
    return anywhere(words, found) || this.hasPhone(text);
  }

  /** "case no. 123456", "LAC 204518", "ICS-99812": a number beside what says that it is a case's. */
  isCaseNumber(before, words) {
    const [first, second] = words;
    if (OWN_NUMBER.test(first.core)) return true;
    const system = first.isAny(...SYSTEMS);
    // A planning case is not a child's.
    const planning = before.at(-1)?.isAny("planning", "appeal", "enforcement", "application");
    let at = 0;
    if ((system || first.isAny(...KEPT)) && second?.isAny(...NUMBER) && !planning) at = 2;
    else if (system) at = 1;
    else return false;
    if (words[at]?.isAny("is", "was", "of")) at += 1;
    const number = words[at];
    if (!number || number.digits < 4 || number.core.includes(":")) return false;
    return !this.references.some((known) => known.includes(number.core));
  }

  isEmail({ core }) {
    const [name, ...rest] = core.split("@");
    const domain = rest.join("@").split(".").filter(Boolean);
    return name !== "" && rest.length > 0 && domain.length >= 2 && !this.contact.includes(core);
  }

  /** A house and a postcode that are not the site's: "14 Invented Lane, Burnley, BB10 9ZZ". */
  isHomeAddress(before, words) {
    const found = postcodeAt(words);
    if (!found || this.ownPostcodes.has(found.text)) return false;
    const near = before.slice(-APART);
    const start = near.findLastIndex((word, at) => {
      if (!/^\d{1,4}[A-Za-z]?$/.test(word.core)) return false;
      return at + 1 === near.length || near.slice(at + 1, at + 5).some(({ low }) => ROADS.has(low));
    });
    if (start < 0) return false;
    return ![...near.slice(start), ...words.slice(0, found.taken)].every(({ core }) => this.contact.includes(core));
  }

  /** A number of eleven figures with a nought before it, or with the country's code. */
  hasPhone(text) {
    return rows(text).some((groups) => {
      const [first] = groups;
      const abroad = (first.plus && first.digits.startsWith("44")) || first.digits === "0044";
      let total = 0;
      return groups.some((group) => {
        total += group.digits.length;
        const home = first.digits.startsWith("0") && first.digits.length >= 3 && total === 11;
        const fits = abroad ? total >= 11 && total <= 14 : home;
        return fits && !this.contact.includes(text.slice(first.at, group.at + group.digits.length));
      });
    });
  }
}

const partsOf = (places) => places.filter(Boolean).flatMap((place) => place.split(/[ ,]/));
const PROFILES = new WeakMap();

/** What is the same for every proposal: words of names of places, and phrases that are never used by their first word. */
function ofProfile(profile) {
  let known = PROFILES.get(profile);
  if (!known) {
    const { council, authorities, wording } = profile;
    const places = partsOf([council.place, council.name, ...authorities.flatMap(({ name, council }) => [name, council])]);
    const never = new Map();
    for (const phrase of Object.keys(wording.never).map((words) => words.split(" "))) {
      never.set(phrase[0], [...(never.get(phrase[0]) ?? []), phrase]);
    }
    known = { places, never };
    PROFILES.set(profile, known);
  }
  return known;
}

function anywhere(words, found) {
  return words.some((_, at) => found(words.slice(0, at), words.slice(at)));
}

/** The postcodes that stand in a text. */
function postcodes(text) {
  const words = tokens(text);
  return words.flatMap((_, at) => postcodeAt(words.slice(at))?.text ?? []);
}

/** A postcode at the start of these words, and how many of them it takes. */
function postcodeAt([first, second]) {
  if (first.core.length > 7 || first.digits === 0) return undefined;
  const whole = postcode(first.core).value;
  if (whole) return { text: whole.text, taken: 1 };
  if (second?.core.length !== 3 || second.digits === 0 || first.core.length > 4 || first.trail !== "") return undefined;
  const both = postcode(first.core + second.core).value;
  return both && { text: both.text, taken: 2 };
}

/** Whether words begin with a phrase; words of two sentences are not one. */
function saysPhrase(phrase, words) {
  return phrase.every((word, at) => words[at]?.is(word) && (at === phrase.length - 1 || !/[.;?!]/.test(words[at].trail)));
}

/** "born on 3 May 2011", "DOB 03/05/11", "b. 3 May 2011": the word and a date. The word alone tells nothing. */
function isDateOfBirth(words) {
  const [one, two, three] = words;
  if (/^(?:dob|d\.o\.b|b\.)/i.test(one.core) && one.digits >= 4 && !/^B\./.test(one.core)) return true;
  if (one.isAny("dob", "d.o.b")) return hasDate(words.slice(1, 6), false);
  if (one.is("date") && two?.is("of") && three?.is("birth")) return hasDate(words.slice(3, 8), false);
  if (one.isAny("born", "birthday")) return hasDate(words.slice(1, 6), true);
  // In front of a date and nothing else.
  return one.core === "b" && one.trail.startsWith(".") && two?.digits > 0 && hasDate(words.slice(1, 4), true);
}

function hasDate(words, born) {
  return words.some((word) => {
    const { number, digits } = word;
    if (number !== undefined && digits === 4) return number >= 1_990 && number <= 2_099;
    return number !== undefined ? !born : digits >= 3 || (!born && digits > 0);
  });
}

/**
 * One to five children who are spoken of as actual ones: "two of our children", "three children are waiting". What a home would
 * have ("for two children") says nothing of any child.
 */
function isSmallCount(before, [count, ...then]) {
  if (!(count.number >= 1 && count.number <= 5) || count.core.length > 5) return false;
  const [of, whose] = then;
  if (of?.is("of") && whose?.isAny("our", "the", "those", "these", "its", "their")) {
    const group = then.slice(2);
    const noun = childrenAt(group);
    // "Two of the children" are actual ones where the council's own are spoken of or something happened to them.
    if (noun !== undefined) return whose.isAny("our", "those", "these") || hasHappened(group.slice(noun + 1));
  }
  const noun = childrenAt(then);
  if (noun === undefined || supposed(before) || then[noun].endsSentence) return false;
  return then[0].is("our") || hasHappened(then.slice(noun + 1));
}

/** Where the first few of these words speak of children. */
function childrenAt(words) {
  for (const at of [0, 1, 2]) {
    if (words[at]?.is("young") && words[at + 1]?.isAny("people", "person", "persons")) return at + 1;
    if (words[at]?.isAny(...CHILDREN)) return at;
  }
  return undefined;
}

/** Whether these words say, soon and in the same sentence, that something is or was so, and what. */
function hasHappened(words) {
  const first = words.slice(0, 6);
  const end = first.findIndex((word) => word.endsSentence);
  const near = end < 0 ? first : first.slice(0, end + 1);
  const is = near.slice(0, 2).some((word) => word.isAny("are", "is", "were", "was", "have", "has", "had", "currently"));
  const happened = (word) => word.isAny(...HAPPENED);
  return (is && near.some(happened)) || (near.length > 0 && happened(near[0]) && !near[0].is("living"));
}

/** Ten figures, together or as 3, 3 and 4, of which the last checks the others; whatever stands between them. */
function isNhsNumber(words) {
  const groups = [];
  for (const { core } of words.slice(0, 3)) {
    if (/\p{Alphabetic}/u.test(core)) return false;
    groups.push(...core.split(/[^0-9]/));
    const lengths = groups.map((group) => group.length).join(" ");
    if (lengths === "10" || lengths === "3 3 4") return isChecked([...groups.join("")].map(Number));
  }
  return false;
}

function isChecked(figures) {
  const sum = figures.slice(0, 9).reduce((sum, figure, at) => sum + figure * (10 - at), 0);
  return (11 - (sum % 11)) % 11 === figures[9];
}

/**
 * Groups of figures that stand in a row, with nothing but a space, a hyphen or a bracket between them; one row for each group
 * that may be the first of a number. A part of a word, of a reference or of an amount is no group.
 */
function rows(text) {
  const found = [];
  let open = [];
  let end;
  for (const { 0: digits, index: at } of text.matchAll(/\d+/g)) {
    const before = text.slice(0, at);
    const after = text.slice(at + digits.length);
    if (/[\p{Alphabetic}\p{N}/£_]$|\d[.,]$/u.test(before) || /^[\p{Alphabetic}\p{N}/£_]|^[.,]\d/u.test(after)) {
      open = [];
      end = undefined;
      continue;
    }
    const plus = before.endsWith("+");
    const follows = end !== undefined && !plus && /^[ \-()]{1,3}$/.test(text.slice(end, at));
    const group = { at, digits, plus };
    open = follows ? open.filter((row) => row.length < MOST_GROUPS) : [];
    for (const row of open) row.push(group);
    open.push([group]);
    found.push(open.at(-1));
    end = at + digits.length;
  }
  return found;
}
