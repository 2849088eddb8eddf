// The fee beside its benchmark, heading by heading: the arithmetic alone.

import { Decimal, HUNDRED, ZERO } from "./decimal.js";
import { ruleOn } from "./profile.js";

const ABOVE = new Set(["above", "reason-given", "accepted-without-reason", "not-accepted"]);

/** The upper end of what is planned, by which the fee is judged. */
export const upperFee = ({ weekly, weekly_max }) => weekly_max ?? weekly;
export const lowerFee = ({ weekly, weekly_max }) => weekly ?? weekly_max;

/** The profile's measures for fees on a date. */
export function measuresOn(profile, date) {
  const share = (rule) => ruleOn(profile, rule, date).number.div(HUNDRED);
  const weeks = ruleOn(profile, "weeksInAYear", date).number;
  const slip = share("slipTolerance");
  return {
    aligned: share("tolerance").plus(1),
    leastYear: weeks.times(new Decimal(1).minus(slip)),
    mostYear: weeks.times(slip.plus(1)),
  };
}

/** Whether one amount looks like the other over a year or a month: `year`, `month` or undefined. */
export function slipBetween(one, other, { leastYear, mostYear }) {
  const [low, high] = one.lt(other) ? [one, other] : [other, one];
  // Most amounts are nearer to each other than a week is to a month.
  if (low.isZero() || high.times(12).lt(low.times(leastYear))) return undefined;
  const most = low.times(mostYear);
  if (high.gte(low.times(leastYear)) && high.lte(most)) return "year";
  return high.times(12).lte(most) ? "month" : undefined;
}

const isJustified = ({ reason, accepted }) => reason !== undefined && accepted === true;

/** Compares each heading with its benchmark. Sums are over the headings that have the amount. */
export function compare(fees, profile, date) {
  const compared = { lines: [], planned: ZERO, benchmark: ZERO, limit: ZERO, covered: true };
  if (fees.lines.length === 0) return compared;
  const measures = measuresOn(profile, date);
  for (const line of fees.lines) {
    if (!line.planned && !line.benchmark) continue;
    const against = line.benchmark && uprated(line.benchmark, fees.uprating);
    const most = against?.times(measures.aligned);
    const difference = line.planned && against && line.planned.minus(against);
    const percent = difference && !against.isZero() ? difference.times(HUNDRED).div(against) : undefined;
    compared.lines.push({
      ...line,
      entered: line.benchmark,
      benchmark: against,
      difference,
      percent: percent?.toDecimalPlaces(1, Decimal.ROUND_HALF_EVEN),
      standing: standing(line, against, most, measures),
    });
    if (line.planned) compared.planned = compared.planned.plus(line.planned);
    if (!against) {
      compared.covered &&= !line.planned;
      continue;
    }
    const accepted = isJustified(line) && line.planned ? line.planned : ZERO;
    compared.benchmark = compared.benchmark.plus(against);
    compared.limit = compared.limit.plus(Decimal.max(most, accepted));
  }
  return compared;
}

/** A benchmark brought up to the price year, to the penny. */
function uprated(benchmark, percent) {
  if (!percent) return benchmark;
  return benchmark.plus(benchmark.times(percent).div(HUNDRED)).toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
}

function standing(line, against, most, measures) {
  if (!line.planned) return "not-planned";
  if (!against) return "no-benchmark";
  const slip = isJustified(line) ? undefined : slipBetween(line.planned, against, measures);
  if (slip) return `perhaps-a-${slip}`;
  if (line.planned.lte(most)) return "within";
  if (line.accepted) return line.reason ? "accepted" : "accepted-without-reason";
  if (line.accepted === false) return "not-accepted";
  return line.reason ? "reason-given" : "above";
}

export const hasBenchmark = ({ lines }) => lines.some(({ benchmark }) => benchmark);
export const hasSlip = ({ lines }) => lines.some(({ standing }) => standing.startsWith("perhaps-a-"));
/** The headings above their benchmark without an accepted reason. */
export const headingsAbove = ({ lines }) => lines.filter(({ standing }) => ABOVE.has(standing));
