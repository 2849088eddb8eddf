// Fills the profile's sentences: the one place where facts become words.

import { Decimal, plain, pounds } from "./decimal.js";
import { fromIso, said } from "./dates.js";
import { authorityName, figureOn, modelFor, optionWords } from "./profile.js";
import { conflictOn } from "./proposal.js";
import { question } from "./questions.js";
import { capitalised } from "./text.js";
import { needCodes } from "./vocabulary.js";

const SMALL = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const MILLION = new Decimal(1_000_000);
/** A long list of needs is cut to so many and a count. */
const NEEDS_NAMED = 4;

/** Small numbers in words, as prose has them. */
export const number = (count) => SMALL[count] ?? String(count);

/** "a, b and c"; undefined for an empty list. */
export function list(items, last) {
  if (items.length < 2) return items[0];
  return `${items.slice(0, -1).join(", ")} ${last} ${items.at(-1)}`;
}

const counted = (count, one, many) => `${number(count)} ${count === 1 ? one : many}`;
const noneOrNumber = (count) => (count === 0 ? "none" : number(count));

/** "a " or "an ", by the sound English gives the word or number that follows. */
function article(words) {
  const word = words.split(/[ -]/, 1)[0].toLowerCase();
  const vowel = /^[aeiou8]/.test(word) || ["11", "18", "hour", "honest"].includes(word);
  return vowel && !/^(uni|use|one|eu)/.test(word) ? "an " : "a ";
}

/** "aged 8 to 17", "aged 12 and over", "up to the age of 17", "aged 16". */
function agesInWords({ age_min: min, age_max: max }) {
  if (min === undefined) return max === undefined ? undefined : `up to the age of ${max}`;
  if (max === undefined) return `aged ${min} and over`;
  return min === max ? `aged ${min}` : `aged ${min} to ${max}`;
}

/** Documents as a list, with dates in words; set apart by semicolons where their names hold commas. */
function documentsInWords(documents) {
  const inWords = (word) => (fromIso(word) ? said(word) : word);
  const listed = documents.map((document) => document.split(" ").map(inWords).join(" "));
  return listed.some((document) => document.includes(",")) ? listed.join("; ") : list(listed, "and");
}

const small = (value) => (value.isInteger() && value.gte(0) ? number(value.toNumber()) : plain(value));

const AMOUNTS = {
  "%": (value) => `${plain(value)}%`,
  "£": (value) => (value.gte(MILLION) ? `£${plain(value.div(MILLION))} million` : pounds(value)),
  "£ a week": (value) => `${pounds(value)} a week`,
  "£ a year": (value) => `${pounds(value)} a year`,
  times: (value) => `${small(value)} times`,
  years: (value) => `${small(value)} years`,
  months: (value) => `${small(value)} months`,
  weeks: (value) => `${small(value)} weeks`,
  metres: (value) => `${plain(value)} metres`,
};

/** A figure's value in words: qualifier, number and, for percentages, pounds and multiples, its unit. */
function figureInWords({ number, unit, qualifier }) {
  const text = (AMOUNTS[unit] ?? plain)(number);
  return qualifier ? `${qualifier} ${text}` : text;
}

/** The parts of a sentence, made once: words as they stand, and slots as `{ name, about }`. */
const TEMPLATES = new Map();

function template(text) {
  let parts = TEMPLATES.get(text);
  if (!parts) {
    parts = text
      .split(/(\{[^{}]*\})/)
      .filter(Boolean)
      .map((part) => {
        if (!part.startsWith("{")) return part;
        const [name, about] = part.slice(1, -1).split(":");
        return { name, about };
      });
    TEMPLATES.set(text, parts);
  }
  return parts;
}

/** Fills sentences about one assessment. A sentence is `{ text, inputs, figures }`: what it says and what it rests on. */
export class Words {
  constructor(assessment, profile) {
    Object.assign(this, { assessment, profile, proposal: assessment.proposal });
  }

  /** The sentence of a key, filled, with a capital; undefined where something it needs is not known. */
  say(key, names) {
    return this.fill(this.profile.wording.sentences[key], names);
  }

  /** A part of a sentence, which keeps its small first letter. */
  clause(key, names) {
    return this.fillAsItStands(this.profile.wording.sentences[key], names);
  }

  /** The sentences of a list; one that needs what is not known is left out. */
  lines(key) {
    return this.profile.wording.lists[key].map((text) => this.fill(text)).filter(Boolean);
  }

  /** The profile's words for what a finding found. */
  outcome({ check, outcome }) {
    return this.profile.wording.checks[check]?.outcomes[outcome.code];
  }

  /** What a finding says. */
  finding(finding) {
    const sentence = this.ofFinding(finding, "text");
    if (!sentence) return undefined;
    for (const { figure } of finding.facts) if (figure) add(sentence.figures, figure);
    sentence.unquoted = () => this.ofFinding(finding, "unquoted");
    return sentence;
  }

  /** One of the sentences for what a finding found. It rests on everything its check looked at, whatever it names. */
  ofFinding(finding, key) {
    const sentence = this.fill(this.outcome(finding)?.[key], undefined, finding);
    for (const path of sentence ? finding.inputs : []) add(sentence.inputs, path);
    return sentence;
  }

  fill(text, names, finding) {
    const sentence = this.fillAsItStands(text, names, finding);
    if (sentence) sentence.text = capitalised(sentence.text);
    return sentence;
  }

  fillAsItStands(text, names, finding) {
    if (text === undefined) return undefined;
    const sentence = { text: "", inputs: [], figures: [] };
    for (const part of template(text)) {
      const words = typeof part === "string" ? part : this.slot(part, names, finding, sentence);
      if (words === undefined) return undefined;
      sentence.text += words;
    }
    return sentence;
  }

  slot({ name, about }, names, finding, sentence) {
    if (about === undefined) return this.named(name, names, finding, sentence);
    if (name === "a") {
      const words = this.named(about, names, finding, sentence);
      return words === undefined ? undefined : article(words) + words;
    }
    const figure = figureOn(this.profile, about, this.assessment.context.date);
    if (!figure) return undefined;
    add(sentence.figures, figure);
    return name === "as_of" ? figure.asOf : figureInWords(figure);
  }

  named(name, names, finding, sentence) {
    if (names && name in names) return names[name];
    const fact = finding?.facts.find((fact) => fact.name === name);
    if (fact) {
      if (fact.path) add(sentence.inputs, fact.path);
      if (fact.figure) add(sentence.figures, fact.figure);
      return this.value(fact);
    }
    const common = COMMON[name];
    if (!common) return undefined;
    if (common.path) add(sentence.inputs, common.path);
    return common.words(this);
  }

  /** The kind of home, where the documents agree on what it follows from. */
  get model() {
    const { model, places } = this.proposal.home;
    return model ?? modelFor(this.profile, places);
  }

  modelTitle(model) {
    return this.profile.modelRules.get(model)?.title;
  }

  needs(set) {
    return needCodes(set).map((code) => this.profile.wording.needs[code]);
  }

  needsInShort(set) {
    const words = this.needs(set);
    if (words.length <= NEEDS_NAMED + 1) return list(words, "and");
    return `${words.slice(0, NEEDS_NAMED).join(", ")} and ${number(words.length - NEEDS_NAMED)} other needs`;
  }

  /** "two places"; where documents conflict, "three or four places". */
  places() {
    const { places } = this.proposal.home;
    if (places !== undefined) return counted(places, "place", "places");
    const numbers = this.placesClaimed().sort((one, other) => one - other);
    return numbers.length === 0 ? undefined : `${list(numbers.map(number), "or")} places`;
  }

  /** "two children"; where documents conflict, the fewest that any of them gives. */
  children() {
    const fewest = this.proposal.home.places ?? Math.min(...this.placesClaimed());
    return fewest === Infinity ? undefined : counted(fewest, "child", "children");
  }

  placesClaimed() {
    return (conflictOn(this.proposal, "home.places")?.claims ?? []).map(({ value }) => Number(value));
  }

  /** The ages, and how an upper end of 18 was read. */
  ages() {
    const { children } = this.proposal;
    const read = agesInWords(children);
    return read && children.givenAs18 ? this.clause("letter.ages-given-as-18", { ages_read: read })?.text : read;
  }

  /** A fact's value in words; undefined for an empty list. */
  value({ type, value, path }) {
    return VALUES[type](value, this, path);
  }

  /** A question by the name it has inside a sentence. */
  questionName(path) {
    return this.profile.wording.fields[question(path).general]?.missing;
  }
}

function add(list, item) {
  if (!list.includes(item)) list.push(item);
}

/** How each type of fact is said. */
const VALUES = {
  places: (count) => counted(count, "place", "places"),
  "places-range": ([least, most]) => {
    return least === most ? counted(least, "place", "places") : `${number(least)} to ${number(most)} places`;
  },
  staff: (count) => counted(count, "member of staff", "members of staff"),
  years: (count) => counted(count, "year", "years"),
  metres: (count) => `${plain(new Decimal(count))} ${count === 1 ? "metre" : "metres"}`,
  percent: (share) => `${plain(share)}%`,
  weekly: (fee) => `${pounds(fee)} a week`,
  figure: (figure) => figureInWords(figure),
  homes: (count) => counted(count, "home", "homes"),
  stance: (stance, { profile }) => profile.wording.stances[stance]?.title ?? stance,
  date: (date) => said(date),
  ages: (children) => agesInWords(children),
  needs: (set, words) => words.needsInShort(set),
  gaps: (gaps) =>
    list(
      gaps.map(({ title }) => `“${title}”`),
      "and",
    ),
  model: (model, words) => words.modelTitle(model),
  authority: (code, { profile }) => authorityName(profile, code),
  authorities: (codes, { profile }) =>
    list(
      codes.map((code) => authorityName(profile, code)),
      "and",
    ),
  code: (code, { profile }, path) => optionWords(profile, path, code),
  question: (path, words) => words.questionName(path),
  headings: (ids, { profile }) =>
    list(
      profile.headings.filter(({ id }) => ids.includes(id)).map(({ title }) => title),
      "and",
    ),
  text: (text) => text.replace(/\.+$/, ""),
  texts: (texts) => list(texts, "and"),
};

const council = (part) => ({ words: ({ profile }) => profile.council[part] });
const ofHome = (path, words) => ({ path, words: (all) => words(all.proposal.home, all) });
const known = (value, words) => (value === undefined ? undefined : words(value));

/** Names that any sentence may use, each with the answer it rests on. */
const COMMON = {
  council: council("name"),
  place: council("place"),
  service: council("service"),
  role: council("role"),
  planning_authority: {
    path: "application.planning_authority",
    words: ({ proposal, profile }) => {
      const authority = profile.byCode.get(proposal.application.planning_authority);
      return authority?.council ?? profile.wording.sentences["letter.planning-authority"];
    },
  },
  reference: { path: "application.reference", words: ({ proposal }) => proposal.application.reference },
  address: { path: "site.address", words: ({ proposal }) => proposal.site.address },
  settlement: { path: "site.settlement", words: ({ proposal }) => proposal.site.settlement },
  places: { path: "home.places", words: (words) => words.places() },
  children: { path: "home.places", words: (words) => words.children() },
  child_or_children: ofHome("home.places", ({ places }) => (places === 1 ? "a child" : "children")),
  ages: { path: "children.age_min", words: (words) => words.ages() },
  needs: { path: "children.needs", words: (words) => list(words.needs(words.proposal.children.needs), "and") },
  model: ofHome("home.places", (_, words) => words.modelTitle(words.model)),
  staff_by_day: ofHome("home.staff_by_day", ({ staff_by_day: staff }) => known(staff, noneOrNumber)),
  staff_by_night: ofHome("home.staff_by_night", ({ staff_by_night: staff }) => known(staff, noneOrNumber)),
  documents: { path: "application.documents", words: ({ proposal }) => documentsInWords(proposal.application.documents) },
  registration: ofHome("home.registration", ({ registration }, { profile }) => {
    return known(registration, (code) => optionWords(profile, "home.registration", code));
  }),
  application_type: {
    path: "application.type",
    words: ({ proposal, profile }) =>
      known(proposal.application.type, (code) => optionWords(profile, "application.type", code)),
  },
};
