// The letter as a Word document. Loaded on demand: what makes it is large.

import { AlignmentType, Document, Footer, HeadingLevel, LevelFormat, Packer, PageNumber, Paragraph, TextRun } from "docx";

const FONT = "Arial";
const A4 = { width: 11_906, height: 16_838 };
const MARGIN = 1_134;
const NUMBERED = "numbered";

const paragraph = (text, options) => new Paragraph({ ...options, children: [new TextRun(text)] });

const BLOCKS = {
  heading: ({ text }) => [paragraph(text, { heading: HeadingLevel.HEADING_2 })],
  paragraph: ({ text }) => [paragraph(text)],
  lines: ({ lines }) => [new Paragraph({ children: lines.map((text, at) => new TextRun({ text, break: at > 0 ? 1 : 0 })) })],
  list: ({ numbered, items }, instance) => {
    const style = numbered ? { numbering: { reference: NUMBERED, level: 0, instance } } : { bullet: { level: 0 } };
    return items.map((text) => paragraph(text, style));
  },
};

const spaced = (after) => ({ run: { font: FONT, size: 22 }, paragraph: { spacing: { after, line: 276 } } });
const STYLES = {
  default: {
    document: { run: { font: FONT, size: 22, language: { value: "en-GB" } } },
    title: { run: { font: FONT, size: 32, bold: true }, paragraph: { spacing: { after: 240 } } },
    heading2: {
      run: { font: FONT, size: 26, bold: true },
      paragraph: { spacing: { before: 240, after: 120 }, keepNext: true },
    },
    listParagraph: spaced(80),
  },
  paragraphStyles: [{ id: "Normal", name: "Normal", ...spaced(120) }],
};
const LEVEL = {
  level: 0,
  format: LevelFormat.DECIMAL,
  text: "%1.",
  alignment: AlignmentType.START,
  style: { paragraph: { indent: { left: 454, hanging: 454 } } },
};

/** The letter as a file, with `Page 1 of 3` at the foot of its pages. */
export function wordFile({ title, blocks }) {
  const foot = new Paragraph({
    alignment: AlignmentType.END,
    children: [new TextRun({ children: ["Page ", PageNumber.CURRENT, " of ", PageNumber.TOTAL_PAGES] })],
  });
  const children = blocks.flatMap((block, at) => BLOCKS[block.type](block, at));
  return Packer.toBlob(
    new Document({
      title,
      styles: STYLES,
      numbering: { config: [{ reference: NUMBERED, levels: [LEVEL] }] },
      sections: [
        {
          properties: { page: { size: A4, margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN } } },
          footers: { default: new Footer({ children: [foot] }) },
          children: [paragraph(title, { heading: HeadingLevel.TITLE }), ...children],
        },
      ],
    }),
  );
}
