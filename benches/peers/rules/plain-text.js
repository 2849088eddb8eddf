// The letter as plain text for pasting into one text box: a line for each paragraph, nothing that collapses.

import { oneLine, upperAscii } from "./text.js";

/** Sentences that follow each other, as one line. */
export const run = (sentences) => sentences.map(({ text }) => oneLine(text)).join(" ");

const BLOCKS = {
  heading: ({ text }) => upperAscii(text),
  paragraph: ({ sentences }) => run(sentences),
  lines: ({ sentences }) => sentences.map(({ text }) => oneLine(text)).join("\n"),
  list: ({ numbered, items }) => items.map((item, at) => `${numbered ? `${at + 1}.` : "-"} ${run(item)}`).join("\n"),
};

/** The letter as text, ending with a line break. */
export function plainText({ title, blocks }) {
  return `${[title, ...blocks.map((block) => BLOCKS[block.type](block))].join("\n\n")}\n`;
}
