// The response to the planning authority, in the twelve parts a planning officer expects. Written for the public register.

import { monthsBetween, said } from "./dates.js";
import { conflictOn } from "./proposal.js";
import { question } from "./questions.js";
import { openQuestions } from "./ask.js";
import { Scanner } from "./redaction/scan.js";
import { list } from "./words.js";

const FIT = ["cohort-gap", "home-model", "age-span", "age-need", "separation", "location-concern"];
const ACCESS = ["engagement", "local-commitment", "other-authority"];
const UNDERSTOOD = ["registration", "resubmission", "conflicts"];
const MOST_QUESTIONS = 6;
/** One sentence has room for two concerns; the part on fit has them all. */
const CONCERNS_NAMED = 2;

const isFavourable = (stance) => stance === "support" || stance === "support-with-safeguards";
const firstOf = (...ways) => {
  for (const way of ways) {
    const found = way();
    if (found) return found;
  }
  return undefined;
};

/**
 * Drafts the letter as `{ title, blocks }`. A block has a `type`: heading (with `text`), lines or paragraph (with `sentences`)
 * or list (with `numbered` and `items`, each a list of sentences).
 */
export function draft(words) {
  const letter = new Draft(words);
  const { stance } = words.assessment;
  letter.opening();
  letter.part("position", positionOf(words));
  letter.part("proposal", letter.proposal());
  if (stance !== "factual-only") {
    letter.part("policy", letter.policy());
    if (stance !== "holding") letter.need();
    letter.questions();
  }
  letter.part("remit", words.lines("letter.remit"));
  letter.part("caveats", words.lines("letter.caveats"));
  letter.sources();
  letter.close();
  return { title: words.say("letter.title").text, blocks: published(words, letter.blocks) };
}

class Draft {
  constructor(words) {
    this.words = words;
    this.blocks = [];
  }

  heading(part) {
    this.blocks.push({ type: "heading", ...this.words.say(`letter.heading.${part}`) });
  }

  /** A heading and a paragraph; nothing where there is nothing to say. */
  part(part, sentences) {
    if (sentences.length === 0) return;
    this.heading(part);
    this.paragraph(sentences);
  }

  paragraph(sentences) {
    const there = sentences.filter(Boolean);
    if (there.length > 0) this.blocks.push({ type: "paragraph", sentences: there });
  }

  list(numbered, items) {
    this.blocks.push({ type: "list", numbered, items: items.map((item) => [item]) });
  }

  /** What these checks found, where the profile has the letter say it. */
  findings(checks) {
    const { words } = this;
    const found = checks.flatMap((check) => words.assessment.findings.filter((finding) => finding.check === check));
    return found
      .filter((finding) => words.outcome(finding)?.letter)
      .map((finding) => words.finding(finding))
      .filter(Boolean);
  }

  /** The finding that no children's home is proposed. */
  otherUse() {
    const found = this.words.assessment.findings.find(({ check }) => check === "registration");
    return found?.outcome.effect.does === "factual" ? found : undefined;
  }

  opening() {
    const { words } = this;
    const { received, respond_by: respondBy } = words.proposal.application;
    const dates = { received: received && said(received), respond_by: respondBy && said(respondBy) };
    const key = received && respondBy ? "received-and-respond-by" : received ? "received" : respondBy && "respond-by";
    const consulted = key && rested(words.say(`letter.${key}`, dates), ["application.received", "application.respond_by"]);
    this.blocks.push({ type: "lines", sentences: [...addressLines(words), consulted].filter(Boolean) });
    this.paragraph([words.say("letter.capacity")]);
  }

  /** The proposal as understood. */
  proposal() {
    const { words } = this;
    const { home } = words.proposal;
    const say = (...keys) => firstOf(...keys.map((key) => () => words.say(`letter.proposal.${key}`)));
    const said = [
      this.whatItIs(say),
      say("ages-and-needs", "ages", "needs"),
      say("staff", "staff-by-day", "staff-by-night"),
      home.waking_night ? say("waking-night") : undefined,
      say("documents"),
    ];
    const { stance, reason, readings } = words.assessment;
    if (stance !== "factual-only") {
      said.push(...this.findings(UNDERSTOOD));
      if (readings.length > 0 && reason.because !== "conflict") said.push(say("same-on-each-version"));
      said.push(...this.notStated());
    }
    return said.filter(Boolean);
  }

  whatItIs(say) {
    const { home } = this.words.proposal;
    const other = this.otherUse();
    if (other && !home.registration) return this.words.finding(other);
    if (home.registration && home.registration !== "childrens-home") return say("setting-with-places", "setting");
    if (home.places === undefined && !conflictOn(this.words.proposal, "home.places")) return say("no-places");
    return say("home", "home-of-any-size");
  }

  /** The answers that matter to a reader and are not known, by why. */
  notStated() {
    const { proposal } = this.words;
    const { home, children } = proposal;
    const unknown = [
      ["children.age_min", children.age_min === undefined && children.age_max === undefined],
      ["children.needs", children.needs === 0],
      ["home.staff_by_day", home.staff_by_day === undefined && home.staff_by_night === undefined],
    ];
    const paths = unknown.filter(([path, isUnknown]) => isUnknown && !conflictOn(proposal, path)).map(([path]) => path);
    return [
      ["not-stated", undefined],
      ["unclear", "unclear"],
      ["asked", "asked"],
    ].map(([key, state]) => {
      const phrases = paths.filter((path) => proposal.states.get(path) === state).map((path) => this.words.questionName(path));
      const missing = list(phrases, key === "asked" ? "and" : "or");
      return missing && rested(this.words.say(`letter.proposal.${key}`, { missing }), paths);
    });
  }

  policy() {
    const { words } = this;
    const { planning_authority: code } = words.proposal.application;
    const sentences = policiesInForce(words)
      .map(({ text }) => words.fill(text))
      .filter(Boolean);
    const guidance = rested(words.fill(words.profile.byCode.get(code)?.guidance), ["application.planning_authority"]);
    return [...sentences.map((sentence) => ({ ...sentence, isPolicy: true })), guidance].filter(Boolean);
  }

  /** Need, fit, access, likely use and safeguards. */
  need() {
    // What is not a children's home is not weighed against the need for children's homes.
    if (!this.otherUse()) {
      this.part("need", this.words.lines("letter.need"));
      this.part("fit", this.fit());
    }
    this.part("access", this.findings(ACCESS));
    this.part("use", this.likelyUse());
    this.safeguards();
  }

  fit() {
    const { words } = this;
    const { stance, fitBeforeConcerns } = words.assessment;
    const rule = words.profile.modelRules.get(words.model);
    const unfavourable = stance === "does-not-support" || stance === "neutral";
    const text = fitBeforeConcerns === "strong" ? rule?.when_met : unfavourable ? rule?.when_not_met : undefined;
    return [...this.findings(FIT), rested(words.fill(text), ["home.places", "home.model"])].filter(Boolean);
  }

  likelyUse() {
    const { words } = this;
    const { stance, findings, value } = words.assessment;
    const said = words.profile.wording.stances[stance];
    const also = (said?.also ?? []).map(({ only_with, text }) => {
      const found = findings.find((finding) => only_with.includes(resultOf(finding)));
      return found && rested(words.fill(text, undefined, found), found.inputs);
    });
    const ofValue = rested(words.say(`letter.value.${value}`), ["fees.weekly", "fees.weekly_max"]);
    return [words.fill(said?.use_of_home), ...also, ofValue].filter(Boolean);
  }

  safeguards() {
    const { words } = this;
    const { stance, findings } = words.assessment;
    const results = new Set(findings.map(resultOf));
    const found = (result) => results.has(result);
    const wanted = words.profile.safeguards.filter(({ stances, only_with = [], not_with = [] }) => {
      return stances.includes(stance) && (only_with.length === 0 || only_with.some(found)) && !not_with.some(found);
    });
    const items = wanted.map((safeguard) => safeguardIn(words, safeguard)).filter(Boolean);
    if (items.length === 0) return;
    this.heading("safeguards");
    this.paragraph([words.say(`letter.safeguards.${isFavourable(stance) ? "ask" : "if-minded"}`)]);
    this.list(true, items);
  }

  /** The open questions that may be public; all of them where the position waits for the answers, else the first few. */
  questions() {
    const { words } = this;
    const { stance } = words.assessment;
    const open = openQuestions(words).filter(({ asked, isPublic }) => isPublic && !asked);
    if (open.length === 0) return;
    this.heading("questions");
    this.paragraph([words.say(`letter.questions.${stance === "holding" ? "hold" : isFavourable(stance) ? "inform" : "ask"}`)]);
    this.list(true, open.slice(0, stance === "holding" ? open.length : MOST_QUESTIONS));
  }

  sentences() {
    return this.blocks.flatMap(({ sentences = [], items = [] }) => [...sentences, ...items.flat()]);
  }

  /** Every publication behind a figure or a policy of this letter, with the dates its figures speak of. */
  sources() {
    const { words } = this;
    const sentences = this.sentences();
    const cited = new Map();
    for (const figure of sentences.flatMap(({ figures = [] }) => figures)) {
      if (!cited.has(figure.source)) cited.set(figure.source, new Set());
      cited.get(figure.source).add(figure);
    }
    const items = [...cited].map(([id, figures]) => sourceLine(words, id, [...figures]));
    const titles = policiesInForce(words)
      .map((policy) => policyTitle(words, policy))
      .filter(Boolean);
    if (titles.length > 0 && sentences.some(({ isPolicy }) => isPolicy)) {
      items.push(words.say("letter.source.undated", { sources: titles.join("; ") }));
    }
    const there = items.filter(Boolean);
    if (there.length === 0) return;
    this.heading("sources");
    this.list(false, there);
  }

  close() {
    const { words } = this;
    const { council, id, edition, fingerprint } = words.profile;
    this.blocks.push({ type: "lines", sentences: [words.fill(council.contact)].filter(Boolean) });
    this.paragraph([words.say("letter.footer", { profile: id, edition, fingerprint: fingerprint.slice(0, 12) })]);
  }
}

/** A finding as the profile names it: `check.result`. */
const resultOf = ({ check, outcome }) => `${check}.${outcome.code}`;

function rested(sentence, paths) {
  sentence?.inputs.push(...paths);
  return sentence;
}

/** To whom, from whom, when, and about which application and site. */
function addressLines(words) {
  const { address, postcode } = words.proposal.site;
  const site = address && postcode && !address.includes(postcode.text) ? `${address}, ${postcode.text}` : address;
  return [
    words.say("letter.to"),
    words.say("letter.from"),
    words.say("letter.date", { date: said(words.assessment.context.date) }),
    firstOf(...["reference", "reference-only", "type-only"].map((key) => () => words.say(`letter.${key}`))),
    site ? rested(words.say("letter.site", { site }), ["site.address", "site.postcode"]) : words.say("letter.settlement"),
  ];
}

/** A policy is stated once its source has been published. */
function policiesInForce({ profile, assessment }) {
  return profile.policies.filter(({ source }) => profile.published.get(source)?.end <= assessment.context.date);
}

function policyTitle(words, { source, review_by: reviewBy }) {
  const { title } = words.profile.sources[source];
  return reviewBy >= words.assessment.context.date
    ? title
    : words.clause("letter.source.policy-stale", { source: title })?.text;
}

function safeguardIn(words, { text, reason, wording }) {
  const [ask, why, form] = [words.fill(text), words.fillAsItStands(reason), words.fill(wording)];
  if (!ask || !why || !form) return undefined;
  const sentence = words.say("letter.safeguard", { ask: ask.text, reason: why.text, words: form.text });
  return sentence && { ...sentence, inputs: [...ask.inputs, ...form.inputs], figures: [...ask.figures, ...why.figures] };
}

function sourceLine(words, id, figures) {
  const { profile, assessment } = words;
  const today = assessment.context.date;
  const { title, publisher } = profile.sources[id];
  // The council's own publications need no publisher in its own letter.
  const source = publisher === profile.council.name ? title : `${publisher}, ${title}`;
  const dates = list([...new Set(figures.map(({ asOf }) => asOf))], "and");
  const stale = figures.filter(({ reviewBy }) => reviewBy < today).map(({ end }) => monthsBetween(end, today));
  if (stale.length === 0) return words.say("letter.source", { source, dates });
  return words.say("letter.source.stale", { source, dates, months: String(Math.max(...stale)) });
}

/** The position, as the letter states it. */
export function positionOf(words) {
  const { reason } = words.assessment;
  const keyed = (part) =>
    reason.findings.map((finding) => {
      const text = words.profile.wording.sentences[`letter.${part}.${resultOf(finding)}`];
      return rested(words.fill(text, undefined, finding), finding.inputs);
    });
  const said = {
    factual: () => [...keyed("factual"), words.say("letter.factual.only")],
    holding: () => keyed("holding"),
    conflict: () => [words.say("letter.holding.conflict")],
    matrix: () => [reasoned(words)],
  };
  return said[reason.because]().filter(Boolean);
}

/** The position in one sentence: the stance, then fit, concerns, access and value as its reasons. */
function reasoned(words) {
  const { assessment, profile } = words;
  const position = words.fill(profile.wording.stances[assessment.stance].position);
  const rests = { inputs: [...position.inputs], figures: [...position.figures] };
  const [favourable, adverse] = [[], []];
  for (const [finding, key] of reasonsOf(assessment)) {
    const clause = words.fillAsItStands(profile.wording.sentences[`letter.because.${key}`], undefined, finding);
    if (!clause) continue;
    rests.inputs.push(...finding.inputs);
    rests.figures.push(...finding.facts.flatMap(({ figure }) => figure ?? []));
    (finding.outcome.verdict === "met" ? favourable : adverse).push(clause.text);
  }
  const against = adverse.length > 1 ? `${adverse.slice(0, -1).join("; ")}; and ${adverse.at(-1)}` : adverse.join("");
  const reasons = [favourable.join(" and "), against].filter(Boolean).join(", but ");
  const sentence = words.say("letter.because", { position: position.text, reasons });
  return sentence && { ...sentence, ...rests };
}

/** The findings that give the reasons, each with the key of its clause. */
function reasonsOf(assessment) {
  const { findings, fit, fitBeforeConcerns, accessBeforeValue, value } = assessment;
  const concerns = findings.filter(({ outcome }) => outcome.effect.does === "lowers-fit");
  const reasons = [];
  const cohort = findings.find(({ check }) => check === "cohort-gap");
  const isLowered = fitBeforeConcerns === "strong" && fit !== "strong";
  if (cohort && !isLowered) reasons.push([cohort, `fit.${resultOf(cohort)}`]);
  // A home whose places do not suit it is not the kind that is lacking; the concern says so.
  else if (cohort && !concerns.some(({ check }) => check === "home-model")) reasons.push([cohort, "fit-lowered"]);
  concerns.slice(0, CONCERNS_NAMED + 1).forEach((concern, at) => {
    reasons.push([concern, at === CONCERNS_NAMED ? "other-concerns" : `concern.${resultOf(concern)}`]);
  });
  // The firmest statement is the last: commitment comes after contact.
  const deciding = findings.findLast(({ outcome: { effect } }) => effect.does === "access" && effect.to === accessBeforeValue);
  if (deciding) reasons.push([deciding, `access.${resultOf(deciding)}`]);
  const fee = findings.find(({ check }) => check === "fee");
  if (fee && (value === "above" || value === "unresolved")) reasons.push([fee, `value.${value}`]);
  return reasons;
}

/**
 * What someone typed may hold what the public register must not. A sentence in which something is found is said without
 * quoting, if the profile has words for that; one with an amount of money is not said.
 */
function published(words, blocks) {
  const isTyped = (path) => question(path).free || conflictOn(words.proposal, path);
  let scanner;
  const publishable = (sentence) => {
    if (!sentence.text.includes("£") && !sentence.inputs.some(isTyped)) return [sentence];
    scanner ??= new Scanner(words.proposal, words.profile);
    if (!scanner.finds(sentence.text)) return [sentence];
    const instead = sentence.unquoted?.() ?? sentence;
    return scanner.findsMoney(instead.text) ? [] : [instead];
  };
  return blocks.map((block) => {
    return block.type === "paragraph" || block.type === "lines"
      ? { ...block, sentences: block.sentences.flatMap(publishable) }
      : block;
  });
}
