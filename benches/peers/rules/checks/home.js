// Checks of the home and its children: what it is, how large, for whom, with how many staff.

import { Decimal, HUNDRED, ZERO } from "../decimal.js";
import { EFFECTS, cannotSay, concern, met, notMet, open } from "../evidence.js";
import { ageCounts, optionWords } from "../profile.js";
import { conflictOn } from "../proposal.js";
import { needBit } from "../vocabulary.js";

const REGISTRATION = "home.registration";
const PLACES = "home.places";
const MODEL = "home.model";
const STAFF = "home.staff_by_day";
const NEEDS = "children.needs";
const AGE_MIN = "children.age_min";
const AGE_MAX = "children.age_max";

/** The oldest age that a children's home is for in law. */
const OLDEST = 17;
const FOR_SUPPORTED_ACCOMMODATION = 16;

const USE = {
  "childrens-home": met("childrens-home"),
  "supported-accommodation": notMet("supported-accommodation", EFFECTS.factual),
  "residential-family-centre": notMet("residential-family-centre", EFFECTS.factual),
  "short-breaks": notMet("short-breaks", EFFECTS.factual),
  alternatives: concern("alternatives"),
  otherAlternatives: notMet("other-alternatives", EFFECTS.factual),
  perhapsFamilyCentre: cannotSay("perhaps-family-centre"),
  perhapsSupported: cannotSay("perhaps-supported-accommodation"),
  notStated: cannotSay("not-stated"),
};

/** Is what is proposed a children's home? Other settings have their own registration and are not assessed as one. */
export function registration(subject) {
  const { proposal, profile } = subject;
  const stated = proposal.home.registration;
  const evidence = open(subject, "registration", REGISTRATION);
  if (stated) {
    evidence.input("registration", REGISTRATION, "code", stated);
    return evidence.conclude(USE[stated]);
  }
  evidence.missing(REGISTRATION);
  const conflict = conflictOn(proposal, REGISTRATION);
  if (conflict) {
    const codes = conflict.claims.map(({ value }) => value);
    evidence.input(
      "alternatives",
      REGISTRATION,
      "texts",
      codes.map((code) => optionWords(profile, REGISTRATION, code)),
    );
    return evidence.conclude(codes.includes("childrens-home") ? USE.alternatives : USE.otherAlternatives);
  }
  evidence.look(NEEDS).look(AGE_MIN);
  const { needs, age_min } = proposal.children;
  if (needs & needBit("parent-and-child")) {
    evidence.input("needs", NEEDS, "needs", needs);
    return evidence.conclude(USE.perhapsFamilyCentre);
  }
  if (age_min >= FOR_SUPPORTED_ACCOMMODATION) {
    evidence.input("ages", AGE_MIN, "ages", proposal.children);
    return evidence.conclude(USE.perhapsSupported);
  }
  evidence.conclude(USE.notStated);
}

const SIZE = {
  notStated: cannotSay("places-not-stated", EFFECTS.holding),
  disagree: cannotSay("places-disagree", EFFECTS.holding),
  suits: met("suits"),
  follows: met("follows-from-places"),
  doesNotSuit: concern("does-not-suit", EFFECTS.lowersFit),
  larger: notMet("larger-than-any"),
};

/** How many children, and does that suit the kind of home? Without the number of places a home cannot be understood. */
export function homeModel(subject) {
  const { proposal, profile } = subject;
  const { places, model } = proposal.home;
  const evidence = open(subject, "home-model", PLACES).look(MODEL);
  if (places === undefined) {
    evidence.missing(PLACES);
    return evidence.conclude(conflictOn(proposal, PLACES) ? SIZE.disagree : SIZE.notStated);
  }
  evidence.input("places", PLACES, "places", places);
  if (model) {
    evidence.input("model", MODEL, "model", model);
    const { min_places: least, max_places: most } = profile.modelRules.get(model) ?? { min_places: 0, max_places: 0 };
    evidence.derived("suitable", "places-range", [least, most]);
    return evidence.conclude(least <= places && places <= most ? SIZE.suits : SIZE.doesNotSuit);
  }
  if (!subject.model) return evidence.conclude(SIZE.larger);
  evidence.derived("model", "model", subject.model);
  evidence.conclude(SIZE.follows);
}

const STRONG = EFFECTS.fit("strong");
const PARTIAL = EFFECTS.fit("partial");
const NONE = EFFECTS.fit("none");
const GAP = {
  met: met("gap-met", STRONG),
  metStaffUnknown: met("gap-met-staffing-not-stated", STRONG),
  metStaffShort: met("gap-met-staffing-short", STRONG),
  staffBelow: notMet("staffing-below", PARTIAL),
  noMatch: notMet("no-match", PARTIAL),
  needOnly: notMet("need-only", PARTIAL),
  generalLabel: notMet("general-label", PARTIAL),
  outsideGaps: notMet("needs-outside-gaps", PARTIAL),
  generalProvision: notMet("general-provision", NONE),
  outsideGapsOrdinary: notMet("needs-outside-gaps-ordinary-home", NONE),
  needsNotStated: cannotSay("needs-not-stated", PARTIAL),
  needsNotStatedOrdinary: cannotSay("needs-not-stated-ordinary-home", NONE),
  homeNotKnown: cannotSay("home-not-known"),
};

/** Does the home meet a named gap? The right kind of home for a need that the council cannot meet. */
export function cohortGap(subject) {
  const { proposal, profile, model } = subject;
  const { needs } = proposal.children;
  const evidence = open(subject, "cohort-gap", NEEDS).look(PLACES).look(MODEL);
  if (model && proposal.home.model) evidence.input("model", MODEL, "model", model);
  else if (model) evidence.derived("model", "model", model);
  else if (proposal.home.places === undefined) {
    evidence.missing(PLACES);
    if (!needs) evidence.missing(NEEDS);
    return evidence.conclude(GAP.homeNotKnown);
  }
  const inSomeGap = profile.gaps.some(({ models }) => models.includes(model));
  if (!needs) {
    evidence.missing(NEEDS);
    return evidence.conclude(inSomeGap ? GAP.needsNotStated : GAP.needsNotStatedOrdinary);
  }
  evidence.input("needs", NEEDS, "needs", needs);
  evidence.conclude(gapOutcome(subject, evidence, inSomeGap));
}

function gapOutcome({ proposal, profile, model }, evidence, inSomeGap) {
  const { needs } = proposal.children;
  const staff = proposal.home.staff_by_day;
  const about = profile.gaps.filter((gap) => gap.needs & needs && gap.models.includes(model));
  const short = about.filter(({ min_staff_by_day: least }) => staff < least);
  const gaps = about.filter((gap) => !short.includes(gap));
  const least = Math.max(0, ...short.map(({ min_staff_by_day }) => min_staff_by_day));
  if (gaps.length > 0) {
    for (const gap of gaps) evidence.gapFigures(gap);
    evidence.derived("gaps", "gaps", gaps);
    evidence.derived(
      "matching",
      "needs",
      gaps.reduce((set, gap) => set | (gap.needs & needs), 0),
    );
    if (staff === undefined && gaps.some(({ min_staff_by_day }) => min_staff_by_day !== undefined)) {
      evidence.missing(STAFF);
      return GAP.metStaffUnknown;
    }
    if (short.length === 0) return GAP.met;
    evidence.input("staff", STAFF, "staff", staff);
    evidence.derived("least", "staff", least);
    return GAP.metStaffShort;
  }
  if (short.length > 0) {
    evidence.derived("gaps", "gaps", short);
    evidence.input("staff", STAFF, "staff", staff);
    evidence.derived("least", "staff", least);
    return GAP.staffBelow;
  }
  const specific = needs & profile.specificNeeds;
  if (specific) {
    evidence.derived("matching", "needs", specific);
    return inSomeGap ? GAP.noMatch : GAP.needOnly;
  }
  if (needs === needBit("ebd-general")) return inSomeGap ? GAP.generalLabel : GAP.generalProvision;
  return inSomeGap ? GAP.outsideGaps : GAP.outsideGapsOrdinary;
}

const STAFFING = {
  reaches: met("reaches"),
  reachesSome: concern("reaches-some"),
  below: notMet("below"),
  noMeasure: cannotSay("no-measure"),
  notStated: cannotSay("not-stated"),
};

/** Is the staffing by day what the named gaps call for, for these children? */
export function staffing(subject) {
  const { proposal, profile, model } = subject;
  const { staff_by_day: staff, places } = proposal.home;
  const evidence = open(subject, "staffing", STAFF).look(NEEDS).look(PLACES).look(MODEL);
  const about = profile.gaps.filter((gap) => gap.needs & proposal.children.needs && gap.models.includes(model));
  const most = Math.max(0, ...about.map(({ min_staff_by_day = 0 }) => min_staff_by_day));
  if (staff !== undefined) evidence.input("staff", STAFF, "staff", staff);
  if (most === 0) {
    if (model) evidence.derived("model", "model", model);
    else if (places !== undefined) evidence.input("places", PLACES, "places", places);
    else evidence.missing(PLACES);
    return evidence.conclude(STAFFING.noMeasure);
  }
  evidence.derived("least", "staff", most);
  if (staff === undefined) {
    evidence.missing(STAFF);
    return evidence.conclude(STAFFING.notStated);
  }
  if (staff >= most) return evidence.conclude(STAFFING.reaches);
  // A gap without a measure is met by any staffing.
  evidence.conclude(
    about.some(({ min_staff_by_day }) => min_staff_by_day === undefined) ? STAFFING.reachesSome : STAFFING.below,
  );
}

const SPAN = {
  within: met("within"),
  wide: concern("wide", EFFECTS.lowersFit),
  oneChild: met("one-child"),
  notStated: cannotSay("not-stated"),
};

/** Would children of very different ages live together? A home for one child cannot have this concern. */
export function ageSpan(subject) {
  const { children, home } = subject.proposal;
  const { age_min: min, age_max: max } = children;
  const evidence = open(subject, "age-span", AGE_MIN).look(AGE_MAX);
  if (min === undefined) {
    evidence.missing(AGE_MIN);
    if (max === undefined) evidence.missing(AGE_MAX);
    return evidence.conclude(SPAN.notStated);
  }
  evidence.input("ages", AGE_MIN, "ages", children);
  evidence.look(PLACES);
  if (home.places === 1) {
    evidence.input("places", PLACES, "places", 1);
    return evidence.conclude(SPAN.oneChild);
  }
  // An open upper end is the law's; an open lower end says nothing.
  const span = (max ?? OLDEST) - min;
  evidence.derived("span", "years", span);
  evidence.conclude(evidence.rule("widest", "widestAges").lt(span) ? SPAN.wide : SPAN.within);
}

const NEED = {
  recent: met("recent-need"),
  little: concern("little-recent-need", EFFECTS.lowersFit),
  notStated: cannotSay("not-stated"),
  noFigures: cannotSay("no-figures"),
};

/** Are the home's ages those for whom homes were recently needed? Counted over the age bands that the range touches. */
export function ageNeed(subject) {
  const { children } = subject.proposal;
  const { age_min: min, age_max: max } = children;
  const evidence = open(subject, "age-need", AGE_MIN).look(AGE_MAX);
  // Where no youngest age is given, the share of all up to the oldest is the most it can be: enough cannot be said.
  const atMost = min === undefined;
  if (atMost) {
    evidence.missing(AGE_MIN);
    if (max === undefined) return evidence.conclude(NEED.notStated);
  }
  evidence.input("ages", atMost ? AGE_MAX : AGE_MIN, "ages", children);
  const counted = ageCounts(subject.profile, min ?? 0, max ?? OLDEST, subject.context.date);
  if (!counted || counted.total.number.isZero()) return evidence.conclude(NEED.noFigures);
  const here = counted.counts.reduce((sum, { number }) => sum.plus(number), ZERO);
  const share = here.times(HUNDRED).div(counted.total.number);
  for (const figure of counted.counts) evidence.figure("placements", figure);
  evidence.figure("total", counted.total);
  evidence.derived("share", "percent", share.toDecimalPlaces(1, Decimal.ROUND_HALF_EVEN));
  if (share.lt(evidence.rule("least", "leastShare"))) return evidence.conclude(NEED.little);
  evidence.conclude(atMost ? NEED.notStated : NEED.recent);
}
