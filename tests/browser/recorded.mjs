// Applications as they were recorded from public sources, as cases to walk through: what is known of them, and nothing else.

const TYPES = [
  [/LDC/, "lawful-development-certificate"],
  [/retrospective/, "retrospective"],
  [/council's own/, "council-own"],
  [/full/, "full"],
];

const NEEDS = {
  ADHD: "adhd",
  CSE: "sexual-exploitation",
  EBD: "ebd-general",
  PTSD: "trauma",
  attachment: "attachment",
  autism: "autism",
  emotional: "emotional-mental-health",
  "learning difficulties": "learning-disability",
  "learning disability": "learning-disability",
  "mental health": "emotional-mental-health",
  "mother and baby": "parent-and-child",
  "physical disability": "physical-disability",
  "social and emotional": "ebd-general",
  substance: "substance-misuse",
  "trauma/abuse/neglect": "trauma",
};

const NUMBERS = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight"];

/** The cases in a list of records. Only those that name the planning authority can have a letter. */
export function recorded(records) {
  return records.filter((record) => record.planning_authority).map((record) => ({ id: record.id, text: text(record), answers: answers(record) }));
}

/** The record's own words, as they might stand in an application. */
function text({ application_type, settlement, cohort_text, staffing }) {
  return [application_type, settlement, cohort_text, staffing].filter(Boolean).join(". ");
}

function answers(record) {
  const needs = new Set(record.needs.map((need) => NEEDS[need]).filter(Boolean));
  const all = {
    "application.planning_authority": record.planning_authority,
    "application.type": TYPES.find(([words]) => words.test(record.application_type ?? ""))?.[1],
    "site.settlement": record.settlement,
    "home.places": record.places,
    "home.model": record.needs.includes("solo") ? "solo" : undefined,
    "home.staff_by_day": staff(record.staffing ?? ""),
    "children.age_min": record.age_min,
    "children.age_max": record.age_max,
    "children.needs": needs.size > 0 ? [...needs] : undefined,
    "fees.weekly": record.weekly_fee,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null && value !== undefined));
}

/** The first number of staff that is named, if one is. */
function staff(words) {
  const number = words.match(/\w+/g)?.map((word) => NUMBERS.indexOf(word.toLowerCase())).find((at) => at > 0);
  return number;
}
