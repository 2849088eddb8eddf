// Characters that a reader cannot see, and how typed text is quoted.

const INVISIBLE =
  /[\p{Cc}\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u2028-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB\u{E0000}-\u{E0FFF}]/u;

/** Control characters, marks that change the direction of text, and characters without a visible form. */
export function isInvisible(character) {
  // Code points that end in FFFE or FFFF will never be characters.
  return INVISIBLE.test(character) || (character.codePointAt(0) & 0xfffe) === 0xfffe;
}

/** Text made fit for a message: the invisible made visible, cut to a length that can be read. */
export function shown(text, most) {
  const characters = [...text];
  const visible = characters
    .slice(0, most)
    .map((character) => (isInvisible(character) ? "\uFFFD" : character))
    .join("");
  return characters.length > most ? `${visible}…` : visible;
}

export const quoted = (text) => `“${shown(text, 40)}”`;

/** Typed text may hold line breaks; a line of a document does not. */
export const oneLine = (text) => (text.includes("\n") ? text.trim().split(/\s+/).join(" ") : text);

/** With a capital first letter. */
export const capitalised = (text) => (text === "" ? "" : upperAscii(text[0]) + text.slice(1));

/** Only the letters of English: others keep their case. */
export const upperAscii = (text) => text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());

/** The characters of a text as a reader counts them. */
export const length = (text) => {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
};
