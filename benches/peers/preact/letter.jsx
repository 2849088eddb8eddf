// The letter, and the way to take it away.

import { Component } from "preact";

import { downloadWord } from "../page/download.js";
import * as say from "../page/say.js";

export class Letter extends Component {
  state = { said: "" };

  download = () => {
    this.setState({ said: say.MAKING });
    downloadWord(this.props.letter).then(
      (name) => this.setState({ said: say.made(name) }),
      () => this.setState({ said: say.FAILED }),
    );
  };

  render({ letter }, { said }) {
    return (
      <section class="part letter here" id="letter" aria-labelledby="letter-heading">
        <h2 id="letter-heading">{say.LETTER}</h2>
        {!letter && <p class="prompt">{say.LETTER_PROMPT}</p>}
        {letter && (
          <>
            <div class="taking">
              <div class="buttons">
                <button type="button" class="button" onClick={this.download}>
                  {say.WORD}
                </button>
              </div>
              <p role="status">{said}</p>
            </div>
            <article class="sheet">
              <h3>{letter.title}</h3>
              {letter.blocks.map((block) => BLOCKS[block.type](block))}
            </article>
          </>
        )}
      </section>
    );
  }
}

const BLOCKS = {
  heading: ({ text }) => <h4>{text}</h4>,
  paragraph: ({ text }) => <p>{text}</p>,
  lines: ({ lines }) => (
    <p class="lines">
      {lines.map((line) => (
        <span>{line}</span>
      ))}
    </p>
  ),
  list: ({ numbered, items }) => {
    const List = numbered ? "ol" : "ul";
    return (
      <List>
        {items.map((item) => (
          <li>{item}</li>
        ))}
      </List>
    );
  },
};
