// Invented proposals at random, with missing, odd and contradictory answers. The same seed gives the same proposals.

import { FIXED_QUESTIONS, headingPaths, question } from "./rules/questions.js";
import { NEEDS } from "./rules/vocabulary.js";

/** A generator of numbers from 0 up to 1, by a seed (mulberry32). */
function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const AUTHORITIES = [
  "E07000117",
  "E07000120",
  "E07000121",
  "E07000123",
  "E07000127",
  "E06000008",
  "E06000009",
  "E10000017",
  "E07000999",
];
const POSTCODES = ["BB5 3AA", "bb53aa", "BB11 3AA", "FY3 1AB", "PR1 2XX", "LA6 2AB", "SW1A 1AA", "FY1 4AA"];
const DATES = [
  "2019-02-28",
  "2023-10-01",
  "2024-02-29",
  "2026-09-14",
  "2026-10-02",
  "2/10/2026",
  "2026-11-21",
  "2026-11-22",
  "2027-01-31",
];
const AMOUNTS = ["0.01", "1153.85", "4999.99", "5000", "5,200.50", "£5,200", "7499.99", "7500.00", "9000", "21667", "50000"];
const PARTS = ["0", "100", "250.5", "600", "612", "650", "2,800", "2900", "3100.10", "12571", "31200"];
const SENTENCES = [
  "A quiet house near the park",
  "Change of use from a dwelling (C3) to a children’s home (C2) for up to two children.",
  "The fee of 5,200 is for each child",
  "Costs of £4,000 a week",
  "Kai, 14, knows the street",
  "A 14-year-old boy was moved from here",
  "born on 3 May 2011",
  "NHS 943 476 5919",
  "case no. 204518",
  "write to someone@example.org",
  "telephone 01254 123456 or +44 1254 123456",
  "Three of our children are missing",
  "near 14 Invented Lane, Burnley, BB10 9ZZ",
  "a margin of 12 per cent",
  "We object because of crime",
  "no\nbreaks\tof lines",
  "zero\u200Bwidth and \u202Eturned",
  "naïve café, ‘quoted’ and “quoted”…",
  "CareCubed 4800 weekly",
  "Ends with a stop.",
  "Plot 4, Great Harwood, 2 years ago, beds for 10 year olds",
];
/** Words and marks that what may not be published is made of, to be put together at random. */
const FRAGMENTS =
  `Kai K.B. KB JD girl boy sister child children resident young person people three 14 14-year-old 14yo 2 1 five two of our
  the those were are waiting missing placed was moved aged age turned is who years old year , . ; : ( ) – — / + £ 5,200 5200 6.2k 40 12%
  12 per cent week a month per fee benchmark margin profit surplus CareCubed weekly cost GBP pounds hundred 2026 born on May 2011 03/05/11
  DOB b. date birth 943 476 5919 9434765919 943-476-5919 case no. LAC 204518 ICS-99812 pupil ref id planning appeal Preston Burnley
  Street Lane 14a BB10 9ZZ BB5 3AA BB53AA Plot Policy HC Class C a@b.org (01254) 01254 123456 +44 1254 07700900123 for up to if would
  no need object dangerous criminals and or in at near Great Harwood it’s children’s Ofsted May one over under`.split(/\s+/);
const DOCUMENTS = ["planning statement, 2026-09-20", "management plan", "statement of 2026-09-22", "letter"];
const STRANGE = [
  "",
  " ",
  "?",
  "-1",
  "1e9",
  "two",
  "8-17",
  "18",
  "under 18",
  "up to 17",
  "12+",
  "\u00A03 ",
  "yes",
  "E07000120 ",
];

/** Takes out answers that contradict others, for which a file would be refused. */
function reconcile({ application = {}, home = {}, fees = {}, access = {} }) {
  if (application.received) delete application.respond_by;
  if (access.places_reserved > home.places) access.places_reserved = home.places;
  const amount = (text) => Number(String(text).replaceAll(/[£,]/g, ""));
  if (amount(fees.weekly_max) < amount(fees.weekly)) delete fees.weekly;
}

/** Proposals one by one, each as the object of a proposal file; `strange` is how often an answer is one that may not be read. */
export function* randomProposals(seed, headings, strange = 0.003) {
  const random = generator(seed);
  const chance = (share) => random() < share;
  const pick = (list) => list[Math.floor(random() * list.length)];
  const between = (least, most) => least + Math.floor(random() * (most - least + 1));
  const some = (list, most) => Array.from({ length: between(0, most) }, () => pick(list));

  const jumble = () =>
    Array.from({ length: between(2, 9) }, () => pick(FRAGMENTS))
      .join(" ")
      .replaceAll(/ (?=[,.;:)])|(?<=\() /g, () => (chance(0.8) ? "" : " "));
  const sentence = () => (chance(0.5) ? jumble() : pick(SENTENCES));

  const values = {
    line: ({ most }) =>
      pick([sentence(), sentence(), sentence(), "26/0417", "25/0101", "25/0102"]).replaceAll("\n", " ").slice(0, most),
    text: () => Array.from({ length: between(1, 3) }, sentence).join(". "),
    lines: () => (chance(0.9) ? some(DOCUMENTS, 3) : [sentence()]),
    code: ({ codes }) => pick(codes),
    "area-code": () => pick(AUTHORITIES),
    date: () => pick(DATES),
    postcode: () => pick(POSTCODES),
    count: ({ least, most }) => (chance(0.8) ? between(least, Math.min(most, 7)) : between(least, most)),
    "yes-no": () => chance(0.5),
    youngest: () => (chance(0.8) ? between(5, 14) : between(0, 17)),
    oldest: () => pick([15, 16, 17, 17, 17, 18, "up to 18", "under 18", "12"]),
    needs: () => some(NEEDS, pick([1, 2, 3, 9])),
    money: ({ zero }) => pick(zero ? PARTS : AMOUNTS),
    percent: () => pick(["0", "3.5", "4.25", "12%", 7]),
  };
  const value = (asked) => {
    if (chance(strange)) return pick([...STRANGE, null, 3, true, [], {}]);
    return values[asked.kind](asked);
  };

  const put = (json, path, answer) => {
    const keys = path.split(".");
    const last = keys.pop();
    let object = json;
    for (const key of keys) object = object[key] ??= {};
    object[last] = answer;
  };
  const doubt = (asked) => {
    const list = asked.kind === "lines" || asked.kind === "needs";
    const claims = list || chance(0.5) ? [] : Array.from({ length: pick([1, 2, 2, 3]) }, () => claim(asked));
    return { state: pick(["unclear", "asked"]), values: claims };
  };
  const claim = (asked) => ({ value: value(asked), document: pick([...DOCUMENTS, undefined]) });
  const ofHeadings = (share) =>
    headings.flatMap((id) =>
      Object.values(headingPaths(id))
        .filter(() => chance(share))
        .map(question),
    );

  for (;;) {
    const json = {};
    const fullness = pick([0.1, 0.4, 0.6, 0.9]);
    const analysed = chance(0.4) ? ofHeadings(pick([0.3, 0.8, 1])) : [];
    const asked = [
      ...FIXED_QUESTIONS.filter(({ path }) => chance(path.endsWith("planning_authority") ? 0.99 : fullness)),
      ...analysed,
    ];
    for (const each of asked) put(json, each.path, value(each));
    const doubtful = chance(0.3) ? some([...FIXED_QUESTIONS, ...analysed], 3) : [];
    for (const each of doubtful) (json.answers ??= {})[each.path] = doubt(each);
    // A home is understood only with its places, and is most often what is proposed.
    if (chance(0.8)) put(json, "home.places", between(1, 6));
    if (chance(0.6)) put(json, "home.registration", "childrens-home");
    if (chance(0.6)) put(json, "application.type", "full");
    if (chance(0.02)) put(json, "home.colour", "blue");
    if (chance(0.9)) reconcile(json);
    yield json;
  }
}
