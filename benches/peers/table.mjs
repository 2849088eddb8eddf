// The measurements as a table to be read: the median of the rounds, from the least to the most, and who does best.

const MS = (time) => (time < 10 ? time.toFixed(2) : time.toFixed(0));
const KB = (bytes) => (bytes / 1000).toFixed(1);
const COUNT = String;
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
  ["first load, brotli 11, kB", ({ open }) => open.brotli, KB],
  ["first load, gzip 9, kB", ({ open }) => open.gzip, KB],
  ["requests of the first load", ({ open }) => open.requests, COUNT],
  ["until a first answer is assessed, brotli, kB", ({ assessed }) => assessed.brotli, KB],
  ["requests until then", ({ assessed }) => assessed.requests, COUNT],
];
const NAME = 48;
const COLUMN = 26;

/** The least, the median, the 99th percentile and the most of some numbers. */
export function spread(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  const at = (percent) => sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))];
  return { least: sorted[0], median: at(50), p99: at(99), most: sorted.at(-1) };
}

/** The report as text, with a column for each name and one for those whose median is the least. */
export function table({ versions, weights, samples }, names) {
  const row = (title, cells, best = "") => title.padEnd(NAME) + cells.map((cell) => cell.padStart(COLUMN)).join("") + `  ${best}`;
  const least = (values, show) => {
    const best = show(Math.min(...values));
    return names.filter((_, at) => show(values[at]) === best).join(" and ");
  };
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
    row("", names, "does best"),
    ...WEIGHTS.map(([title, of, show]) => {
      const values = names.map((name) => of(weights[name]));
      return row(title, values.map(show), least(values, show));
    }),
    ...MEASURES.map(([title, measure, show]) => {
      const all = names.map((name) => samples[name][measure]);
      const medians = all.map((numbers) => spread(numbers).median);
      return row(
        title,
        all.map((numbers) => range(numbers, show)),
        least(medians, show),
      );
    }),
    "",
    ...rates.map(([name, { rate }]) =>
      row(`assessments a second, one core: ${name}`, [range(rate, (one) => String(Math.round(one)))]),
    ),
    "",
    "Chromium slows a page and no workers: the rows above say so where that matters, but for what workers load with.",
    "Word files are made at full speed.",
  ].join("\n");
}
