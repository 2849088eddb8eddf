// A council's profile made ready: its figures dated, its words joined with the general ones, what rules look up quick to find.

import { Decimal } from "./decimal.js";
import { period } from "./dates.js";
import { needSet } from "./vocabulary.js";

/** Which figure each rule reads. */
export const RULES = {
  midRange: "fee-band-mid-range",
  highCost: "fee-band-high-cost",
  veryHighCost: "fee-band-very-high-cost",
  tolerance: "benchmark-tolerance",
  widestAges: "max-age-span",
  leastShare: "min-age-share",
  nextDoor: "next-door-metres",
  nearBoundary: "near-boundary-metres",
  feeToCheck: "fee-to-check",
  benchmarkMonths: "benchmark-months",
  weeksInAYear: "weeks-in-a-year",
  slipTolerance: "slip-tolerance",
};

/** A profile ready for use. `general` are the words of every council; `fingerprint` is of the bytes of the profile's file. */
export function prepare(file, general, fingerprint) {
  const wording = joined(file.wording, general);
  const figures = new Map(Object.entries(file.figures).map(([id, figure]) => [id, datedValues(id, figure)]));
  const specificNeeds = needSet(file.gaps.flatMap((gap) => gap.needs_any ?? []));
  const authorities = new Map(file.authorities.map((authority) => [authority.code, authority]));
  return {
    ...file,
    wording,
    fingerprint,
    datedFigures: figures,
    byCode: authorities,
    isUnitary: file.authorities.every(({ in_area, code }) => !in_area || code === file.council.code),
    specificNeeds,
    gaps: file.gaps.map((gap) => ({ ...gap, needs: gap.any_specific_need ? specificNeeds : needSet(gap.needs_any ?? []) })),
    directory: directoryOf(file.postcodes),
    modelRules: new Map(file.models.map((rule) => [rule.model, rule])),
    published: new Map(Object.entries(file.sources).map(([id, source]) => [id, period(source.published)])),
  };
}

/** The values of a figure, each of which says all that is known of it: a value is what documents cite. */
function datedValues(id, { title, unit, values }) {
  return values.map(({ value, qualifier, as_of, source, review_by }) => {
    const { end, said } = period(as_of);
    return { id, title, unit, number: new Decimal(value), qualifier, asOf: said, end, source, reviewBy: review_by };
  });
}

/** A profile's own words, and the general ones where it has none. */
function joined(own, general) {
  const wording = {};
  for (const [part, words] of Object.entries(general)) {
    wording[part] = { ...words, ...own[part] };
  }
  for (const part of ["options", "provider_options"]) {
    for (const [path, codes] of Object.entries(own[part] ?? {})) wording[part][path] = { ...general[part]?.[path], ...codes };
  }
  for (const [id, { title, outcomes }] of Object.entries(own.checks ?? {})) {
    wording.checks[id] = { title, outcomes: { ...general.checks[id]?.outcomes, ...outcomes } };
  }
  return wording;
}

/** Every second half of an outcode, and authorities that a profile does not list, in a directory of postcodes. */
const ALL = "*";
const ELSEWHERE = "elsewhere";

/** By outcode, the authority of second halves by how they begin. */
function directoryOf(postcodes) {
  const beginnings = (authorities) => {
    const each = Object.entries(authorities).flatMap(([code, text]) => text.split(" ").map((part) => [part, code]));
    return new Map(each.map(([part, code]) => [part === ALL ? "" : part, code]));
  };
  return new Map(Object.entries(postcodes?.outcodes ?? {}).map(([outcode, authorities]) => [outcode, beginnings(authorities)]));
}

/** The authority that a directory tells of a postcode, by its longest beginning; nothing where it does not know it. */
function told({ directory }, { outcode, incode }) {
  const beginnings = directory.get(outcode);
  for (let length = beginnings ? incode.length : -1; length >= 0; length -= 1) {
    const code = beginnings.get(incode.slice(0, length));
    if (code) return code;
  }
}

/** Whether a directory tells of this very postcode which authority it is in. */
export function knowsPostcode(profile, postcode) {
  return told(profile, postcode) !== undefined;
}

/**
 * The codes of the authorities that a postcode can be in: one where a directory tells, otherwise all that its outcode covers; none
 * where the profile knows neither, or it is in none that it lists.
 */
export function authoritiesOf(profile, postcode) {
  const code = told(profile, postcode);
  if (code) return code === ELSEWHERE ? [] : [code];
  return Object.keys(profile.outcodes[postcode.outcode] ?? {}).sort();
}

/** The value of a figure in force on a date: the last whose period has ended by then. */
export function figureOn(profile, id, date) {
  return profile.datedFigures.get(id)?.findLast(({ end }) => end <= date);
}

/** The value of a rule's figure. A rule applies from the first: before its first date, that first value is taken. */
export function ruleOn(profile, rule, date) {
  return figureOn(profile, RULES[rule], date) ?? profile.datedFigures.get(RULES[rule])[0];
}

/** The kind of home that a number of places is taken for; undefined where it is larger than any. */
export function modelFor(profile, places) {
  return profile.models.find((rule) => rule.from_places && rule.min_places <= places && places <= rule.max_places)?.model;
}

/** The figures that count placements of these ages, and the one that counts all; undefined where one has no value yet. */
export function ageCounts(profile, from, to, date) {
  const total = figureOn(profile, profile.age_need.total, date);
  const bands = profile.age_need.bands.filter((band) => band.from <= to && band.to >= from);
  const counts = bands.map((band) => figureOn(profile, band.figure, date));
  return total && counts.every(Boolean) ? { counts, total } : undefined;
}

/** A code of a question in words; the code itself where the profile has none. */
export const optionWords = (profile, path, code) => profile.wording.options[path]?.[code] ?? code;

/** The name of a planning authority; its code where the profile does not list it. */
export const authorityName = (profile, code) => profile.byCode.get(code)?.name ?? code;
