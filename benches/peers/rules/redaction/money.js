// Amounts of money and shares of fees, with or without a sign of money.

import { wordSet } from "./tokens.js";

/** No fee is less; "40 a week" is no fee. */
const LEAST = 500;
const TIMES = ["week", "month", "year", "annum", "night", "child", "placement"];
/** What an amount is of. */
const FEES = wordSet(`fee fees price prices cost costs costing charge charges charged charging benchmark benchmarks carecubed
  tariff quote quoted funding pays paid weekly`);
/** What stands between that and the amount. */
const LINKS = wordSet(`of is was are at a an the about around approximately roughly some nearly almost over from to up between
  and or rate rates will would be set now total by per week figure amount average position comes`);
/** What may follow an amount that counts nothing: "a fee of 5,200 for each child" and not "the cost of 900 homes". */
const GOES_ON = wordSet("a an per each every for weekly and or to but is was will would which with from in at by against");
/** What a share is of where it is one of money. */
const SHARED = wordSet(`margin margins surplus surpluses profit profits benchmark benchmarks carecubed markup mark-up uplift
  overhead overheads fee fees`);
const MOST_LINKS = 6;
const NEAR = 5;

/** "£5,200", "GBP 5200", "6.2k", "6,200 a week", "a fee of 5,200", "a margin of 12%". */
export function isMoney(before, words) {
  const [one, per, time] = words;
  if ([one.lead, one.trail, one.core].some((part) => part.includes("£")) || one.isAny("pounds", "quid", "gbp")) return true;
  const { amount, unit } = amountOf(one);
  if (/^gbp/i.test(one.core) && one.digits > 0) return true;
  if (amount !== "" && ["k", "gbp"].includes(unit.toLowerCase())) return true;
  if (isShare(before, words)) return true;
  if (!one.isAny("thousand", "hundred", "grand") && !isFee(amount)) return false;
  if (["pw", "pcm", "/week", "/wk", "p/w", "/month"].includes(unit.toLowerCase())) return true;
  if (per?.isAny("pw", "pcm", "p.w", "p/w", "pa", "weekly", "monthly", "annually")) return true;
  if (per?.isAny("a", "per", "each", "every", "an") && time?.isAny(...TIMES)) return true;
  return /^($|[-–—])/.test(unit) && isBesideFee(before, words);
}

/** The figures that a word begins with, and what follows them in it. */
function amountOf({ core }) {
  const amount = /^[\d,.]*/.exec(core)[0];
  return { amount, unit: core.slice(amount.length) };
}

/** Whether figures can be an amount that a week costs; what begins with a nought is a number of another kind. */
function isFee(amount) {
  const whole = amount.split(".")[0].replaceAll(",", "");
  return whole !== "" && !whole.startsWith("0") && Number(whole) >= LEAST;
}

/** "fee of 5,200", "CareCubed 4800", "5,200 weekly fee". A year is no amount. */
function isBesideFee(before, [one, ...then]) {
  const { amount } = amountOf(one);
  if (/^\d+$/.test(amount) && Number(amount) >= 2_000 && Number(amount) < 2_050) return false;
  const alone = one.ends || !then[0] || GOES_ON.has(then[0].low);
  if (alone && isFeeBefore(before)) return true;
  return !one.ends && then.slice(0, 2).some(({ low }) => FEES.has(low));
}

function isFeeBefore(before) {
  for (const word of before.slice(-MOST_LINKS).reverse()) {
    if (word.endsSentence) return false;
    if (!LINKS.has(word.low) && !isFee(amountOf(word).amount)) return FEES.has(word.low);
  }
  return false;
}

/** "a margin of 12%", "12 per cent surplus". A share of need or of staff is no money. */
function isShare(before, words) {
  const [one, two, three] = words;
  if (one.number === undefined && (one.digits === 0 || amountOf(one).unit !== "")) return false;
  const taken = one.trail.includes("%") ? 1 : two?.isAny("percent", "pc") ? 2 : two?.is("per") && three?.is("cent") ? 3 : 0;
  if (taken === 0) return false;
  const behind = [];
  for (const word of before.slice(-NEAR).reverse()) {
    if (word.endsSentence) break;
    behind.unshift(word);
  }
  if (isOfMoney(behind)) return true;
  if (words[taken - 1].endsSentence) return false;
  const near = words.slice(taken, taken + NEAR);
  const end = near.findIndex((word) => word.endsSentence);
  return isOfMoney(end < 0 ? near : near.slice(0, end + 1));
}

/** A home run for profit says nothing of money. */
function isOfMoney(words) {
  return words.some(({ low }, at) => SHARED.has(low) && !words[at - 1]?.is("for"));
}
