// Gives the letter to the person as a file.

const NAME = "letter.docx";

/** Makes the Word file and hands it to the browser; gives back its name. */
export async function downloadWord(letter) {
  const { wordFile } = await import("./word.js");
  const address = URL.createObjectURL(await wordFile(letter));
  const link = document.createElement("a");
  link.href = address;
  link.download = NAME;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address));
  return NAME;
}
