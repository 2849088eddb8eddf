// How each kind of answer is read from text. Gives back `{ value, remark }`, or `{ fault }` that says what to write.

import { Decimal } from "./decimal.js";
import { fromTyped, said } from "./dates.js";
import { isInvisible, length, quoted } from "./text.js";
import { needBit, NEEDS } from "./vocabulary.js";

const HIGHEST_WEEKLY = 50_000;
const DIGITS = /^[0-9]+$/;

const value = (value, remark) => ({ value, remark });
const fault = (text, why) => ({ fault: `${quoted(text)} ${why}` });

/** Pounds a week: `5200`, `5,200.50`, `£5,200`. */
function money(text, { zero }) {
  const refuse = (why) => fault(text, `${why}; write pounds a week, for example 5200.00`);
  let plain = text.trim();
  if (plain.startsWith("£")) plain = plain.slice(1).trim();
  if (plain.startsWith("-")) return refuse("is below zero");
  const found = /^([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.([0-9]+))?$/.exec(plain);
  if (!found) return refuse("is not an amount of money");
  if (found[2]?.length > 2) return refuse("has more than two decimal places");
  const amount = new Decimal(plain.replaceAll(",", ""));
  if (amount.isZero() && !zero) return refuse("is not above zero");
  if (amount.gt(HIGHEST_WEEKLY)) {
    return fault(text, `is above £${HIGHEST_WEEKLY} a week; if it is the yearly fee, divide it by the weeks in the year`);
  }
  return value(amount);
}

function percent(text) {
  const plain = text.trim().replace(/%$/, "").trim();
  const read = /^[0-9]{1,3}(\.[0-9]{1,2})?$/.test(plain) ? new Decimal(plain) : undefined;
  return read?.lte(100) ? value(read) : fault(text, "is not a percentage from 0 to 100; write it like 3.5");
}

function count(text, { least, most }) {
  const plain = text.trim();
  const outside = () => fault(text, `is outside ${least} to ${most}; check the number`);
  if (/^-[0-9]+$/.test(plain)) return outside();
  if (!DIGITS.test(plain)) return fault(text, `is not a whole number; write it in figures, for example ${Math.max(least, 2)}`);
  const number = Number(plain);
  return number >= least && number <= most ? value(number) : outside();
}

function age(number, typed, most) {
  const plain = number.trim();
  const age = DIGITS.test(plain) && Number(plain) <= 255 ? Number(plain) : undefined;
  if (age === undefined) {
    return fault(
      typed,
      "is not an age; write one whole number of years, for example 12, and the other end of the range in its own field",
    );
  }
  return age <= most ? value(age) : fault(typed, `is above ${most}; a children’s home is for children under 18`);
}

/** `12` or `12+`. */
function youngest(text) {
  const plain = text.trim();
  const open = plain.endsWith("+");
  const read = age(open ? plain.slice(0, -1) : plain, text, 17);
  return open && !read.fault ? value(read.value, `${quoted(text)} is read as ${read.value} and over, under 18`) : read;
}

/** `17`, `up to 17`, `under 18`, or `18`, which is read as under 18. */
function oldest(text) {
  const plain = text.trim().toLowerCase();
  if (plain.startsWith("under ")) {
    const limit = age(plain.slice("under ".length), text, 18);
    if (limit.fault) return limit;
    return limit.value === 0
      ? { fault: "no child is under 0; check the age" }
      : value({ age: limit.value - 1, givenAs18: false });
  }
  const read = age(plain.startsWith("up to ") ? plain.slice("up to ".length) : plain, text, 18);
  if (read.fault) return read;
  if (read.value === 18) return value({ age: 17, givenAs18: true }, `${quoted(text)} is read as under 18`);
  return value({ age: read.value, givenAs18: false });
}

function date(text) {
  const plain = text.trim();
  const read = fromTyped(plain);
  if (!read) return fault(text, "is not a date; write it like 2026-10-02");
  return value(read, plain === read ? undefined : `${quoted(text)} is read as ${said(read)}`);
}

function yesNo(text) {
  const plain = text.trim().toLowerCase();
  if (plain === "yes" || plain === "true") return value(true);
  return plain === "no" || plain === "false" ? value(false) : fault(text, "is neither yes nor no");
}

function code(text, { codes }) {
  const plain = text.trim();
  return codes.includes(plain) ? value(plain) : fault(text, `is not one of ${codes.join(", ")}`);
}

function areaCode(text) {
  const plain = text.trim().toUpperCase();
  if (/^[EWSN][0-9]{8}$/.test(plain)) return value(plain);
  return fault(text, "is not an area code; give the planning authority’s nine-character code, for example E07000120");
}

const POSTCODE = /^([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})$/;

/** A full postcode in any spacing and case; only its shape is checked. */
export function postcode(text) {
  const found = /^[\w\s]*$/.test(text) ? POSTCODE.exec(text.replaceAll(/\s+/g, "").toUpperCase()) : null;
  if (!found) return fault(text, "is not a full postcode; write it like BB5 3AA");
  return value({ outcode: found[1], incode: found[2], text: `${found[1]} ${found[2]}` });
}

/** Text without what cannot be seen. One-line text loses its line breaks, all text its outer space. */
export function readText(text, { most = Infinity, kind }) {
  if (text.length > most && length(text) > most) {
    return { fault: `the text has ${length(text)} characters; the most is ${most}, so shorten it` };
  }
  if (/^[ -~]*$/.test(text)) return value(text.trim() || undefined);
  let clean = "";
  let removed = 0;
  for (const character of text) {
    if (character === "\n" && kind === "text") clean += "\n";
    else if (character === "\n" || character === "\t") clean += " ";
    else if (character === "\r") continue;
    else if (isInvisible(character)) removed += 1;
    else clean += character;
  }
  return value(clean.trim() || undefined, removedRemark(removed));
}

function removedRemark(removed) {
  if (removed === 0) return undefined;
  if (removed === 1) return "one invisible or direction-changing character was taken out";
  return `${removed} invisible or direction-changing characters were taken out`;
}

/** What to look at again before a text is published, if anything: pounds, or a number that may be a child's. */
export function unfitToPublish(text) {
  if (text.includes("£")) return "speaks of pounds, so the public letter leaves out the sentence that would quote it";
  if (/(?:[0-9][ -]*){10}/.test(text)) {
    return "holds a long number, perhaps an NHS or case number; the letter is published, so name no child";
  }
  return undefined;
}

/** A list of need codes as a set; every word that is none is a fault of its own. */
export function readNeeds(text) {
  let set = 0;
  const faults = [];
  for (const code of text
    .split(/[\n;,]/)
    .map((code) => code.trim())
    .filter(Boolean)) {
    const bit = needBit(code);
    if (bit) set |= bit;
    else faults.push(`${quoted(code)} is not a need code; the codes are ${NEEDS.join(", ")}`);
  }
  return { set, faults };
}

const READERS = {
  line: readText,
  text: readText,
  code,
  "area-code": areaCode,
  date,
  postcode,
  count,
  "yes-no": yesNo,
  youngest,
  oldest,
  money,
  percent,
};

/** Reads the text of an answer; a list has readers of its own. */
export const read = (text, question) => READERS[question.kind](text, question);
