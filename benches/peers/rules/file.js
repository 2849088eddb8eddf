// The proposal file as a form: every answer as text, by its path, and what is recorded as unclear or asked.

import { question } from "./questions.js";
import { length, quoted, shown } from "./text.js";

const MOST_VERSIONS = 20;
const MOST_DOCUMENT = 200;
const OBJECTS = new Set([
  "application",
  "site",
  "home",
  "children",
  "fees",
  "access",
  "provider",
  "fees.breakdown",
  "fees.carecubed",
  "fees.carecubed.benchmark",
  "fees.explanations",
]);
const BY_HEADING = new Set(["fees.breakdown", "fees.carecubed.benchmark", "fees.explanations"]);

/** An empty form: texts by path, and doubts by path as `{ state, claims: [{ value, document }] }`. */
export const emptyForm = () => ({ answers: new Map(), doubts: new Map() });

/** The form that the object of a proposal file holds, and every fault of its structure. */
export function formOf(json) {
  const reader = { form: emptyForm(), faults: [] };
  const { schema, answers, ...parts } = json;
  if (schema !== undefined && schema !== "home-assessment/proposal@1") fault(reader, "schema", "the file is of another kind");
  readObject(reader, parts, "");
  if (isObject(answers)) readDoubts(reader, answers);
  else if (answers !== undefined && answers !== null) fault(reader, "answers", `is ${kindOf(answers)} but must be an object`);
  const authority = "application.planning_authority";
  if (!reader.form.answers.get(authority) && !reader.faults.some(({ place }) => place === authority)) {
    fault(reader, authority, "is missing; give the planning authority’s area code, for example E07000120");
  }
  return reader;
}

const fault = (reader, place, message) => void reader.faults.push({ place, message });
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

function kindOf(value) {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return { boolean: "true or false", number: "a number", string: "a text", object: "an object" }[typeof value];
}

function readObject(reader, object, place) {
  for (const [key, value] of Object.entries(object)) {
    const here = place ? `${place}.${key}` : key;
    const nested = OBJECTS.has(here) || place === "fees.explanations";
    if (BY_HEADING.has(place) && (key === "" || key.includes("."))) {
      fault(reader, here, "is not a fee heading; a heading is a name without dots");
    } else if (value === null || key.includes(".")) {
      continue;
    } else if (nested && isObject(value)) {
      readObject(reader, value, here);
    } else if (nested) {
      fault(reader, here, `is ${kindOf(value)} but must be an object`);
    } else if (question(here)) {
      const text = asText(question(here), value, here, reader);
      if (text) reader.form.answers.set(here, text);
    }
  }
}

const WANTED = {
  count: "a whole number",
  youngest: "a whole number",
  oldest: "a whole number",
  money: 'an amount in quotation marks, for example "5200.00"',
  lines: "a list of texts",
  needs: "a list of texts",
  "yes-no": "true or false",
};
const NUMBERS = new Set(["count", "youngest", "oldest", "money", "percent"]);

/** A value as it would be typed; undefined, with a fault, where it is of the wrong kind. */
function asText({ kind }, value, place, reader) {
  if ((kind === "lines" || kind === "needs") && Array.isArray(value)) {
    return value
      .map((item, at) => {
        if (typeof item === "string") return item.replaceAll(/[\n\r]/g, " ");
        fault(reader, `${place}[${at}]`, `is ${kindOf(item)} but must be a text`);
        return "";
      })
      .join("\n");
  }
  if (kind === "yes-no" && typeof value === "boolean") return value ? "yes" : "no";
  const typed = !["lines", "needs", "yes-no"].includes(kind);
  if (typed && typeof value === "string") return value;
  if (NUMBERS.has(kind) && typeof value === "number") return String(value);
  fault(reader, place, `is ${kindOf(value)} but must be ${WANTED[kind] ?? "a text"}`);
  return undefined;
}

/** Answers recorded as unclear or asked, with what each document says. */
function readDoubts(reader, answers) {
  for (const [path, value] of Object.entries(answers)) {
    const place = `answers.${path}`;
    const about = question(path);
    if (!about || value === null) continue;
    if (!isObject(value)) {
      fault(reader, place, `is ${kindOf(value)} but must be an object`);
      continue;
    }
    const { state = null, values = null } = value;
    const doubt = { state: state ?? "unclear", claims: [] };
    if (state !== null && state !== "unclear" && state !== "asked") {
      fault(
        reader,
        `${place}.state`,
        `${typeof state === "string" ? quoted(state) : kindOf(state)} is not one of unclear, asked`,
      );
    }
    if (values !== null) readClaims(reader, about, values, `${place}.values`, doubt);
    reader.form.doubts.set(path, doubt);
  }
}

function readClaims(reader, about, values, place, doubt) {
  if (!Array.isArray(values)) return fault(reader, place, `is ${kindOf(values)} but must be a list`);
  if ((about.kind === "lines" || about.kind === "needs") && values.length > 0) {
    return fault(reader, place, "cannot be given for a list; put every item in the answer itself");
  }
  values.forEach((value, at) => {
    const claim = readClaim(reader, about, value, `${place}[${at}]`);
    if (claim) doubt.claims.push(claim);
  });
  if (doubt.claims.length > MOST_VERSIONS) {
    fault(reader, place, `has ${doubt.claims.length} versions; the most is ${MOST_VERSIONS}`);
    doubt.claims = [];
  }
}

function readClaim(reader, about, json, place) {
  if (!isObject(json)) return fault(reader, place, `is ${kindOf(json)} but must be an object with value and document`);
  const { value = null, document = null } = json;
  const faults = reader.faults.length;
  const text = value === null ? "" : asText(about, value, `${place}.value`, reader);
  if (reader.faults.length > faults) return undefined;
  const claim = { value: text, document: "" };
  if (typeof document === "string" && length(document) <= MOST_DOCUMENT) claim.document = shown(document, MOST_DOCUMENT);
  else if (typeof document === "string")
    fault(
      reader,
      `${place}.document`,
      `the text has ${length(document)} characters; the most is ${MOST_DOCUMENT}, so shorten it`,
    );
  else if (document !== null) fault(reader, `${place}.document`, `is ${kindOf(document)} but must be a text`);
  return text === "" ? fault(reader, `${place}.value`, "is missing; give what the document says") : claim;
}
