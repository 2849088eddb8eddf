// Checks of the fee: by its upper end, against the threshold for an analysis and the benchmark entered for the case.

import { hasBenchmark, hasSlip, headingsAbove, lowerFee, measuresOn, slipBetween, upperFee } from "../comparison.js";
import { ZERO } from "../decimal.js";
import { EFFECTS, cannotSay, concern, met, notMet, open } from "../evidence.js";
import { headingPaths } from "../questions.js";

const WEEKLY = "fees.weekly";
const WEEKLY_MAX = "fees.weekly_max";

const ALIGNED = EFFECTS.value("aligned");
const UNRESOLVED = EFFECTS.value("unresolved");
const TOO_HIGH = EFFECTS.value("above");
const FEE = {
  notStated: cannotSay("not-stated", EFFECTS.value("not-stated")),
  below: met("below-threshold", ALIGNED),
  noAnalysis: concern("analysis-missing", UNRESOLVED),
  noAmounts: concern("analysis-without-amounts", UNRESOLVED),
  incomplete: concern("analysis-incomplete", UNRESOLVED),
  inDoubt: concern("analysis-in-doubt", UNRESOLVED),
  within: met("within-benchmark", ALIGNED),
  above: notMet("above-benchmark", TOO_HIGH),
  headingsAbove: notMet("headings-above-benchmark", TOO_HIGH),
};

/** Is the planned fee fair? A missing fee cannot be assessed; it is never taken to be within the benchmark. */
export function fee(subject) {
  const { fees } = subject.proposal;
  const upper = upperFee(fees);
  const evidence = open(subject, "fee", WEEKLY).look(WEEKLY_MAX);
  if (!upper) {
    evidence.missing(WEEKLY);
    return evidence.conclude(FEE.notStated);
  }
  evidence.input("fee", fees.weekly_max ? WEEKLY_MAX : WEEKLY, "weekly", upper);
  const analysed = hasBenchmark(subject.compared);
  if (analysed) evidence.rule("tolerance", "tolerance");
  const judged = analysed ? judgedFee(subject, upper, evidence) : undefined;
  if (judged) return evidence.conclude(judged);
  if (upper.lt(evidence.rule("threshold", "midRange"))) return evidence.conclude(FEE.below);
  if (hasSlip(subject.compared)) {
    recordSlip(evidence);
    return evidence.conclude(FEE.inDoubt);
  }
  if (analysed) return evidence.conclude(FEE.incomplete);
  evidence.look("fees.carecubed.version").look("fees.carecubed.date");
  evidence.conclude(fees.version || fees.benchmarkDate ? FEE.noAmounts : FEE.noAnalysis);
}

/**
 * Each heading against its benchmark, then the whole fee against what the headings allow. Undefined where that is not an
 * analysis: the benchmark does not cover the whole fee and no heading is above it, or an amount may be a slip.
 */
function judgedFee({ compared, profile }, upper, evidence) {
  for (const { heading } of compared.lines) Object.values(headingPaths(heading)).forEach((path) => evidence.look(path));
  if (hasSlip(compared)) return undefined;
  const above = headingsAbove(compared);
  if (above.length > 0) {
    evidence.derived(
      "headings",
      "headings",
      above.map(({ heading }) => heading),
    );
    return FEE.headingsAbove;
  }
  const everyHeading = compared.lines.filter(({ benchmark }) => benchmark).length === profile.headings.length;
  const brokenDown = compared.planned.gte(upper);
  if (!compared.covered || !(everyHeading || brokenDown)) return undefined;
  return upper.gt(compared.limit) ? FEE.above : FEE.within;
}

function recordSlip(evidence) {
  evidence.rule("weeks", "weeksInAYear");
  evidence.rule("slip-tolerance", "slipTolerance");
}

const HEADING = {
  within: met("within"),
  accepted: met("accepted"),
  above: concern("above"),
  aboveNothing: concern("above-a-benchmark-of-zero"),
  "reason-given": concern("reason-to-be-weighed"),
  "accepted-without-reason": concern("accepted-without-a-reason"),
  "not-accepted": notMet("reason-not-accepted"),
  "perhaps-a-year": concern("perhaps-for-a-year"),
  "perhaps-a-month": concern("perhaps-for-a-month"),
  "no-benchmark": cannotSay("no-benchmark"),
  "not-planned": cannotSay("not-planned"),
};

/** How does each heading of the fee compare with its benchmark? For the commissioning team alone. */
export function feeHeadings(subject) {
  if (hasBenchmark(subject.compared)) subject.compared.lines.forEach((line) => feeHeading(subject, line));
}

function feeHeading(subject, line) {
  const { uprating } = subject.proposal.fees;
  const paths = headingPaths(line.heading);
  const evidence = open(subject, "fee-headings", paths.planned).look(paths.benchmark);
  evidence.derived("heading", "headings", [line.heading]);
  if (line.planned) evidence.input("planned", paths.planned, "weekly", line.planned);
  else evidence.missing(paths.planned);
  if (!line.benchmark) evidence.missing(paths.benchmark);
  else if (!uprating) evidence.input("benchmark", paths.benchmark, "weekly", line.benchmark);
  else {
    evidence.input("published", paths.benchmark, "weekly", line.entered);
    evidence.input("uprating", "fees.carecubed.uprating_percent", "percent", uprating);
    evidence.derived("benchmark", "weekly", line.benchmark);
  }
  evidence.rule("tolerance", "tolerance");
  if (line.difference) evidence.derived("difference", "weekly", line.difference);
  if (line.percent) evidence.derived("percent", "percent", line.percent);
  if (line.reason) evidence.input("reason", paths.reason, "text", line.reason);
  if (line.accepted !== undefined) evidence.input("accepted", paths.accepted, "code", line.accepted ? "yes" : "no");
  if (line.standing.startsWith("perhaps-a-")) recordSlip(evidence);
  evidence.conclude(HEADING[line.standing === "above" && !line.percent ? "aboveNothing" : line.standing]);
}

const SUM = {
  addsUp: met("adds-up"),
  aboveFee: concern("headings-above-fee"),
  belowFee: concern("headings-below-fee"),
  year: concern("perhaps-for-a-year"),
  month: concern("perhaps-for-a-month"),
  notAWeek: concern("perhaps-not-for-a-week"),
  headingsAlone: cannotSay("headings-without-fee"),
  notBrokenDown: cannotSay("not-broken-down"),
  toBreakDown: cannotSay("to-be-broken-down"),
};

/** Do the numbers of the fee agree: its headings with the whole, and all of them with a week? */
export function feeArithmetic(subject) {
  const { fees } = subject.proposal;
  const planned = fees.lines.filter((line) => line.planned);
  const [low, high] = [lowerFee(fees), upperFee(fees)];
  // Without any number there is nothing to agree; that the fee is missing is another check's to say.
  if (!high && planned.length === 0) return;
  const evidence = open(subject, "fee-arithmetic", WEEKLY).look(WEEKLY_MAX);
  if (high) evidence.input("fee", fees.weekly_max ? WEEKLY_MAX : WEEKLY, "weekly", high);
  const sum = planned.reduce((sum, line) => sum.plus(line.planned), ZERO);
  for (const { heading } of planned) evidence.look(headingPaths(heading).planned);
  if (planned.length > 0) evidence.derived("sum", "weekly", sum);
  if (!high) {
    evidence.missing(WEEKLY);
    return evidence.conclude(SUM.headingsAlone);
  }
  evidence.conclude(sumOutcome(subject, evidence, planned.length > 0 ? sum : undefined, low, high));
}

function sumOutcome({ profile, context }, evidence, sum, low, high) {
  if (sum) {
    recordSlip(evidence);
    const slip = slipBetween(sum, high, measuresOn(profile, context.date));
    if (slip) return SUM[slip];
  }
  if (high.gte(evidence.rule("ask-from", "feeToCheck"))) return SUM.notAWeek;
  if (sum) return sum.gt(high) ? SUM.aboveFee : sum.lt(low) ? SUM.belowFee : SUM.addsUp;
  // Only from the threshold up is there an analysis, which goes by headings.
  return high.gte(evidence.rule("threshold", "midRange")) ? SUM.toBreakDown : SUM.notBrokenDown;
}
