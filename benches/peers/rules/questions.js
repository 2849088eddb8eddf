// Every question of the form: its dotted path in the proposal file, and the kind of answer it takes.

import { APPLICATION_TYPES, COMMITMENTS, ENGAGEMENTS, MODELS, REGISTRATIONS, TIERS } from "./vocabulary.js";

const line = (most) => ({ kind: "line", most, free: true });
const text = (most) => ({ kind: "text", most, free: true });
const code = (codes) => ({ kind: "code", codes });
const count = (least, most) => ({ kind: "count", least, most });
const DATE = { kind: "date" };
const MONEY = { kind: "money" };
const YES_NO = { kind: "yes-no" };

/** In the order of the file. `free` is what someone writes in their own words. */
const FIXED = {
  "application.reference": line(100),
  "application.type": code(APPLICATION_TYPES),
  "application.planning_authority": { kind: "area-code" },
  "application.received": DATE,
  "application.respond_by": DATE,
  "application.description": text(10_000),
  "application.previous_reference": line(100),
  "application.documents": { kind: "lines", free: true },
  "site.address": line(300),
  "site.settlement": line(100),
  "site.postcode": { kind: "postcode" },
  "site.nearest_home_metres": count(0, 100_000),
  "site.boundary_metres": count(0, 100_000),
  "site.location_concern": text(2_000),
  "home.registration": code(REGISTRATIONS),
  "home.places": count(1, 99),
  "home.model": code(MODELS),
  "home.staff_by_day": count(0, 99),
  "home.staff_by_night": count(0, 99),
  "home.waking_night": YES_NO,
  "children.age_min": { kind: "youngest" },
  "children.age_max": { kind: "oldest" },
  "children.needs": { kind: "needs" },
  "children.description": text(10_000),
  "fees.weekly": MONEY,
  "fees.weekly_max": MONEY,
  "fees.price_year": line(20),
  "fees.basis": line(300),
  "fees.carecubed.version": line(100),
  "fees.carecubed.date": DATE,
  "fees.carecubed.uprating_percent": { kind: "percent" },
  "access.engagement": code(ENGAGEMENTS),
  "access.engaged_on": DATE,
  "access.local_children": code(COMMITMENTS),
  "access.places_reserved": count(0, 99),
  "access.tier": code(TIERS),
  "access.other_authority": line(200),
  "provider.name": line(200),
};

const isInternal = (path) => path.startsWith("fees.") || path.startsWith("provider.");

/** The questions by path; `order` is their place, `internal` what is for the commissioning team alone. */
const QUESTIONS = new Map(
  Object.entries(FIXED).map(([path, kind], order) => [
    path,
    { path, general: path, ...kind, order, internal: isInternal(path) },
  ]),
);

export const FIXED_QUESTIONS = [...QUESTIONS.values()];

/** Those that are asked about each heading of the fee: what stands before and after the heading's id. */
const OF_HEADINGS = [
  { part: "planned", before: "fees.breakdown.", after: "", kind: { ...MONEY, zero: true } },
  { part: "benchmark", before: "fees.carecubed.benchmark.", after: "", kind: { ...MONEY, zero: true } },
  { part: "reason", before: "fees.explanations.", after: ".reason", kind: text(4_000) },
  { part: "accepted", before: "fees.explanations.", after: ".accepted", kind: YES_NO },
];

/** The paths of the questions about a heading: `{ planned, benchmark, reason, accepted }`. */
export const headingPaths = (id) =>
  Object.fromEntries(OF_HEADINGS.map(({ part, before, after }) => [part, `${before}${id}${after}`]));

/** The question of a dotted path; undefined where there is none. Which headings there are is the profile's to say. */
export function question(path) {
  const known = QUESTIONS.get(path);
  if (known || !path.startsWith("fees.")) return known;
  for (const [at, { before, after, kind }] of OF_HEADINGS.entries()) {
    if (!path.startsWith(before) || !path.endsWith(after)) continue;
    const heading = path.slice(before.length, path.length - after.length);
    if (path.length <= before.length + after.length || heading.includes(".")) continue;
    const found = {
      path,
      general: `${before}*${after}`,
      heading,
      order: QUESTIONS_BEFORE_HEADINGS + at,
      internal: true,
      ...kind,
    };
    QUESTIONS.set(path, found);
    return found;
  }
  return undefined;
}

const QUESTIONS_BEFORE_HEADINGS = FIXED_QUESTIONS.length;

/** Questions in the order of the file, then by heading. */
export function byOrder(one, other) {
  const [a, b] = [question(one), question(other)];
  return a.order - b.order || (a.heading < b.heading ? -1 : a.heading > b.heading ? 1 : 0);
}
