// Civil dates as ISO text, which sorts as dates do, and the periods that figures speak of.

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The days of a month, counted from one. */
function monthLength(year, month) {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** `2026-10-02`, where the text is such a date; otherwise undefined. */
export function fromIso(text) {
  const found = ISO.exec(text);
  if (!found) return undefined;
  const [year, month, day] = found.slice(1).map(Number);
  return month >= 1 && month <= 12 && day >= 1 && day <= monthLength(year, month) ? text : undefined;
}

/** The same, or the British `2/10/2026`. */
export function fromTyped(text) {
  const iso = fromIso(text);
  if (iso) return iso;
  const parts = text.split("/").map((part) => part.trim());
  if (parts.length !== 3 || !/^\d{1,2}$/.test(parts[0]) || !/^\d{1,2}$/.test(parts[1]) || !/^\d{4}$/.test(parts[2]))
    return undefined;
  return fromIso(`${parts[2]}-${parts[1].padStart(2, "0")}-${parts[0].padStart(2, "0")}`);
}

/** `2 October 2026`. */
export function said(iso) {
  const [, year, month, day] = ISO.exec(iso);
  return `${Number(day)} ${MONTHS[Number(month) - 1]} ${Number(year)}`;
}

/** Whole months from the earlier date to the later one; 0 where it is not later. */
export function monthsBetween(earlier, later) {
  const [, fromYear, fromMonth, fromDay] = ISO.exec(earlier).map(Number);
  const [, toYear, toMonth, toDay] = ISO.exec(later).map(Number);
  return Math.max(0, (toYear - fromYear) * 12 + toMonth - fromMonth - (toDay < fromDay ? 1 : 0));
}

/** A day, month, year or period of a profile: its last day, and how it is said. */
export function period(text) {
  const [first, last = first] = text.split("/");
  return { end: lastDay(last), said: first === last ? spoken(first) : `${spoken(first)} to ${spoken(last)}` };
}

function lastDay(text) {
  if (text.length === 4) return `${text}-12-31`;
  if (text.length === 7) return `${text}-${monthLength(Number(text.slice(0, 4)), Number(text.slice(5)))}`;
  return text;
}

function spoken(text) {
  if (text.length === 4) return String(Number(text));
  if (text.length === 7) return `${MONTHS[Number(text.slice(5)) - 1]} ${Number(text.slice(0, 4))}`;
  return said(text);
}
