// The questions as the page asks them: in groups, with the profile's words. Made once, when the page opens.

import { optionWords } from "../rules/profile.js";
import { headingPaths, question } from "../rules/questions.js";
import { capitalised } from "../rules/text.js";
import { NEEDS } from "../rules/vocabulary.js";

const GROUPS = [
  {
    id: "application",
    title: "Application",
    paths: `application.planning_authority application.reference application.type application.previous_reference provider.name
      application.received application.respond_by application.description application.documents`,
  },
  {
    id: "site",
    title: "Site",
    paths: "site.address site.settlement site.postcode site.nearest_home_metres site.boundary_metres site.location_concern",
  },
  {
    id: "home",
    title: "Home",
    paths: "home.places home.model home.registration home.staff_by_day home.staff_by_night home.waking_night",
  },
  { id: "children", title: "Children", paths: "children.age_min children.age_max children.needs children.description" },
  {
    id: "fees",
    title: "Fees",
    paths: `fees.weekly fees.weekly_max fees.price_year fees.basis fees.carecubed.version fees.carecubed.date
      fees.carecubed.uprating_percent`,
  },
  {
    id: "commitments",
    title: "Commitments",
    paths: `access.local_children access.places_reserved access.engagement access.engaged_on access.tier access.other_authority`,
  },
];

/** How wide an input is. */
const WIDTHS = {
  count: "short",
  youngest: "short",
  oldest: "short",
  percent: "short",
  money: "medium",
  date: "medium",
  postcode: "medium",
};
const WIDE = new Set(["text", "lines", "needs", "area-code"]);
const WIDE_LINE = 200;
const DATE_HINT = "For example 2/10/2026.";

/** The form of a council: `[{ id, title, questions, headings: [{ title, questions }] }]`. */
export function layoutOf(profile) {
  return GROUPS.map(({ id, title, paths }) => ({
    id,
    title,
    questions: paths.split(/\s+/).map((path) => asked(profile, path)),
    headings: id === "fees" ? profile.headings.map((heading) => feeHeading(profile, heading)) : [],
  }));
}

function feeHeading(profile, { id, title }) {
  const name = capitalised(title);
  const questions = Object.values(headingPaths(id)).map((path) => {
    const about = asked(profile, path);
    return { ...about, name: `${name}: ${about.label}`, asks: false };
  });
  return { title: name, questions };
}

function asked(profile, path) {
  const { general, kind, most, codes } = question(path);
  const { label, hint, ask } = profile.wording.fields[general];
  return {
    path,
    id: path.replaceAll(".", "-"),
    label,
    name: label,
    hint: [hint, kind === "date" ? DATE_HINT : undefined].filter(Boolean).join(" "),
    asks: ask !== undefined,
    control: controlFor(kind),
    width: WIDTHS[kind] ?? "long",
    isWide: WIDE.has(kind) || (kind === "line" && most > WIDE_LINE),
    rows: kind === "lines" ? 2 : 3,
    choices: choicesFor(profile, path, kind, codes),
  };
}

function controlFor(kind) {
  if (kind === "text" || kind === "lines") return "area";
  if (kind === "code" || kind === "yes-no" || kind === "area-code") return "select";
  return kind === "needs" || kind === "money" ? kind : "line";
}

/** What can be chosen, as `[{ title, choices: [{ code, words }] }]`; empty where the answer is typed. */
function choicesFor(profile, path, kind, codes) {
  const group = (choices) => [{ choices: choices.map(({ code, words }) => ({ code, words: capitalised(words) })) }];
  if (kind === "code") return group(codes.map((code) => ({ code, words: optionWords(profile, path, code) })));
  if (kind === "yes-no") return group(["yes", "no"].map((code) => ({ code, words: code })));
  if (kind === "needs") return group(NEEDS.map((code) => ({ code, words: profile.wording.needs[code] })));
  return kind === "area-code" ? authorities(profile) : [];
}

/** The planning authorities by name, those of the council's own area first. */
function authorities({ authorities, council }) {
  return [
    [true, "In"],
    [false, "Outside"],
  ].map(([inArea, where]) => ({
    title: `${where} the area of ${council.name}`,
    choices: authorities
      .filter(({ in_area }) => in_area === inArea)
      .map(({ code, council }) => ({ code, words: council }))
      .sort((one, other) => (one.words < other.words ? -1 : 1)),
  }));
}
