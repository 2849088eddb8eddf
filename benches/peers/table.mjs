// The measurements as a table to be read: the median of the rounds, and from the least to the most.

const MS = (time) => (time < 10 ? time.toFixed(2) : time.toFixed(0));
const KB = (bytes) => (bytes / 1000).toFixed(1);
const MEASURES = [
  ["first paint, slow link, 4× slower, ms", "paint", MS],
  ["form drawn, the same, ms", "form", MS],
  ["first answer assessed, the same, ms", "assessed", MS],
  ["keystroke handled, median, 4× slower, ms", "handled-p50", MS],
  ["keystroke handled, p99, ms", "handled-p99", MS],
  ["keystroke to assessment on screen, median, ms", "shown-p50", MS],
  ["keystroke to assessment on screen, p99, ms", "shown-p99", MS],
  ["  as if workers were slowed too, median, ms", "reckoned-p50", MS],
  ["  as if workers were slowed too, p99, ms", "reckoned-p99", MS],
  ["Word file, the first, ms", "word-first", MS],
  ["Word file, the next, ms", "word-again", MS],
  ["memory at rest, kB", "memory-rest", KB],
  ["memory growth over the keystrokes, kB", "memory-growth", KB],
];
const WEIGHTS = [
  ["first load, brotli 11, kB", ({ open }) => KB(open.brotli)],
  ["first load, gzip 9, kB", ({ open }) => KB(open.gzip)],
  ["requests of the first load", ({ open }) => String(open.requests)],
  ["until a first answer is assessed, brotli, kB", ({ assessed }) => KB(assessed.brotli)],
  ["requests until then", ({ assessed }) => String(assessed.requests)],
];
const NAME = 48;
const COLUMN = 26;

/** The least, the median, the 99th percentile and the most of some numbers. */
export function spread(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  const at = (percent) => sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))];
  return { least: sorted[0], median: at(50), p99: at(99), most: sorted.at(-1) };
}

/** The report as text, with a column for each name. */
export function table({ versions, weights, samples }, names) {
  const row = (title, cells) => title.padEnd(NAME) + cells.map((cell) => cell.padStart(COLUMN)).join("");
  const range = (numbers, show) => {
    const { least, median, most } = spread(numbers);
    return `${show(median)} (${show(least)}–${show(most)})`;
  };
  const { chromium, node, processor, rounds, ...pinned } = versions;
  const rates = Object.entries(samples).filter(([, { rate }]) => rate);
  return [
    `Chromium ${chromium}, Node.js ${node}, ${processor}, medians (least–most) of ${rounds} rounds in turn, of memory three`,
    Object.entries(pinned)
      .map(([name, version]) => `${name} ${version}`)
      .join(", "),
    "",
    row("", names),
    ...WEIGHTS.map(([title, show]) =>
      row(
        title,
        names.map((name) => show(weights[name])),
      ),
    ),
    ...MEASURES.map(([title, measure, show]) =>
      row(
        title,
        names.map((name) => range(samples[name][measure], show)),
      ),
    ),
    "",
    ...rates.map(([name, { rate }]) =>
      row(`assessments a second, one core: ${name}`, [range(rate, (one) => String(Math.round(one)))]),
    ),
    "",
    "Chromium slows a page and no workers: the rows above say so where that matters, but for what workers load with.",
    "Word files are made at full speed.",
  ].join("\n");
}
