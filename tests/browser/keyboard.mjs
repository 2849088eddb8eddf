// A person at the keyboard, who has no pointer: every key pressed is counted, and every stop of the Tab key is real.

import assert from "node:assert/strict";

/** The keystroke-level model (Card, Moran and Newell, 1980), in seconds. No hand moves to a pointer and back, so H and P are 0. */
export const KLM = {
  K: 0.28, // a key, pressed by an average typist who is no secretary (40 words a minute); a Tab and a Shift are keys as well
  M: 1.35, // making up one's mind: before each answer, each suggestion, and each button
};

/** More stops than any page of ours has: whoever comes to as many goes in circles. */
const MOST_STOPS = 400;

export class Keyboard {
  keys = 0;
  tabs = 0;
  thoughts = 0;
  /** Seconds for which the page let the person wait. */
  waited = 0;

  constructor(page) {
    this.page = page;
  }

  /** Presses one key, or several together, such as Control+V. */
  async press(key) {
    this.keys += key.split("+").length;
    if (key === "Tab") this.tabs += 1;
    await this.page.keyboard.press(key);
  }

  async type(text) {
    for (const letter of text) this.keys += /[A-Z£"!$%^&*()_+{}:@~<>?|]/.test(letter) ? 2 : 1; // the second is Shift
    await this.page.keyboard.type(text);
  }

  think() {
    this.thoughts += 1;
  }

  /** Waits for the page, as long as it takes. */
  async wait(promise) {
    const start = performance.now();
    await promise;
    this.waited += (performance.now() - start) / 1000;
  }

  /** Goes on with Tab until the focus is at what matches; gives back how many stops that took. */
  async to(selector, text) {
    for (let stops = 0; stops < MOST_STOPS; stops += 1) {
      if (await this.isAt(selector, text)) return stops;
      await this.press("Tab");
    }
    assert.fail(`${selector} ${text ?? ""} cannot be reached with Tab`);
  }

  isAt(selector, text) {
    const here = ([selector, text]) => {
      const { activeElement: element } = document;
      return element.matches(selector) && (text === undefined || element.textContent === text);
    };
    return this.page.evaluate(here, [selector, text]);
  }

  /** Chooses from the list that has the focus: by the first letters of an entry where they name it, else with the arrow keys. */
  async choose(value) {
    const { entries, from, to } = await this.page.evaluate((value) => {
      const { options, selectedIndex } = document.activeElement;
      const entries = [...options].map((option) => option.text.toLowerCase());
      return { entries, from: selectedIndex, to: [...options].findIndex((option) => option.value === value) };
    }, value);
    assert.notEqual(to, -1, `${value} is not in the list`);
    const letters = firstLetters(entries, to);
    const arrows = Math.abs(to - from);
    if (letters && letters.length < arrows) await this.type(letters);
    else for (let i = 0; i < arrows; i += 1) await this.press(to > from ? "ArrowDown" : "ArrowUp");
    assert.equal(await this.page.evaluate(() => document.activeElement.value), value, "the list took another entry");
  }

  /** How long a person takes by the model, in seconds, without reading. */
  estimate() {
    return this.keys * KLM.K + this.thoughts * KLM.M + this.waited;
  }
}

/** The fewest letters that an entry begins with and no other does. A space would open the list. */
function firstLetters(entries, at) {
  const word = entries[at].split(" ")[0];
  for (let length = 1; length <= word.length; length += 1) {
    const letters = word.slice(0, length);
    if (entries.filter((entry) => entry.startsWith(letters)).length === 1) return letters;
  }
  return undefined;
}
