// Checks of the application: whose area it is, what was applied for, whether the documents agree, and what went before.

import { EFFECTS, cannotSay, concern, met, notMet, open } from "../evidence.js";
import { optionWords } from "../profile.js";
import { question } from "../questions.js";
import { monthsBetween } from "../dates.js";

const AUTHORITY = "application.planning_authority";
const TYPE = "application.type";

const AREA = {
  inArea: met("in-area"),
  outside: notMet("outside", EFFECTS.factual),
  unlisted: notMet("unlisted", EFFECTS.factual),
  notStated: cannotSay("not-stated", EFFECTS.holding),
};

/** Is the site in the council's area? Another children's services authority answers for its own. */
export function area(subject) {
  const evidence = open(subject, "area", AUTHORITY);
  const code = subject.proposal.application.planning_authority;
  if (!code) {
    evidence.missing(AUTHORITY);
    return evidence.conclude(AREA.notStated);
  }
  evidence.input("authority", AUTHORITY, "authority", code);
  if (!subject.authority) return evidence.conclude(AREA.unlisted);
  evidence.conclude(subject.authority.in_area ? AREA.inArea : AREA.outside);
}

const KIND = {
  canBeWeighed: met("can-be-weighed"),
  preApplication: met("pre-application"),
  certificate: notMet("certificate", EFFECTS.factual),
  councilOwn: notMet("council-own", EFFECTS.factual),
  anotherCouncils: met("another-councils-own"),
  notStated: cannotSay("not-stated"),
};

/** Is this an application in which need can be weighed? */
export function applicationKind(subject) {
  const { type, planning_authority: code } = subject.proposal.application;
  const { council, isUnitary } = subject.profile;
  const evidence = open(subject, "application-kind", TYPE);
  if (type) evidence.input("kind", TYPE, "code", type);
  else evidence.missing(TYPE);
  evidence.look(AUTHORITY);
  // Where districts decide, what comes to the council itself is its own application.
  const toTheCouncil = code === council.code && !isUnitary;
  const elsewhere = code && !toTheCouncil && !subject.authority?.in_area;
  if (type === "lawful-development-certificate") return evidence.conclude(KIND.certificate);
  if (type === "council-own" && elsewhere) return evidence.conclude(KIND.anotherCouncils);
  if (type === "council-own" || toTheCouncil) return evidence.conclude(KIND.councilOwn);
  if (type === "pre-application") return evidence.conclude(KIND.preApplication);
  evidence.conclude(type ? KIND.canBeWeighed : KIND.notStated);
}

const DISAGREE = concern("documents-disagree");
const DISAGREE_IN_WORDS = concern("documents-disagree-in-words");
const DISAGREE_INTERNALLY = concern("documents-disagree-internally");

/** Do the documents give one answer? Several uses offered are for the check of the registration to report. */
export function conflicts(subject) {
  for (const { path, claims } of subject.stated.conflicts) {
    if (path === "home.registration") continue;
    const evidence = open(subject, "conflicts", path);
    evidence.derived("question", "question", path);
    const said = claims.map(({ value, document }) => {
      const words = optionWords(subject.profile, path, value);
      return document ? `${words} (${document})` : words;
    });
    evidence.input("values", path, "texts", said);
    // Fees are never quoted in public, and long texts nowhere.
    const { internal, kind } = question(path);
    evidence.conclude(internal ? DISAGREE_INTERNALLY : kind === "text" ? DISAGREE_IN_WORDS : DISAGREE);
  }
}

const DATES = {
  consultationToCome: concern("consultation-still-to-come"),
  benchmarkToCome: concern("benchmark-still-to-come"),
  benchmarkOld: concern("benchmark-old"),
  benchmarkRecent: met("benchmark-recent"),
};

/** Are the dates possible, and is the benchmark recent? */
export function dates(subject) {
  const { date: today } = subject.context;
  const { received } = subject.proposal.application;
  if (received > today) {
    const evidence = open(subject, "dates", "application.received");
    evidence.input("received", "application.received", "date", received);
    evidence.conclude(DATES.consultationToCome);
  }
  const { benchmarkDate } = subject.proposal.fees;
  if (!benchmarkDate) return;
  const evidence = open(subject, "dates", "fees.carecubed.date");
  evidence.input("benchmark-date", "fees.carecubed.date", "date", benchmarkDate);
  if (benchmarkDate > today) return evidence.conclude(DATES.benchmarkToCome);
  const old = evidence.rule("benchmark-months", "benchmarkMonths").lte(monthsBetween(benchmarkDate, today));
  evidence.conclude(old ? DATES.benchmarkOld : DATES.benchmarkRecent);
}

const PREVIOUS = "application.previous_reference";
const RESUBMISSION = {
  earlier: concern("earlier-application"),
  answered: concern("answered-before"),
  notStated: cannotSay("not-stated"),
};

/** Is this a second application for the same home, and what was said to the first? */
export function resubmission(subject) {
  const { previous_reference: previous, planning_authority: code } = subject.proposal.application;
  const evidence = open(subject, "resubmission", PREVIOUS);
  if (!previous) {
    evidence.missing(PREVIOUS);
    return evidence.conclude(RESUBMISSION.notStated);
  }
  evidence.input("previous", PREVIOUS, "text", previous);
  // References are the planning authority's own.
  evidence.look(AUTHORITY);
  const home = subject.context.answered.find(({ proposal: { application } }) => {
    return application.planning_authority === code && application.reference === previous;
  });
  if (!home) return evidence.conclude(RESUBMISSION.earlier);
  evidence.derived("earlier-stance", "stance", home.stance);
  evidence.derived("answered-on", "date", home.answeredOn);
  evidence.conclude(RESUBMISSION.answered);
}
