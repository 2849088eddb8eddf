// The page with Preact: the form, the live assessment and the letter.

import { Component, render } from "preact";

import { askedAt, layout, profile } from "../page/council.js";
import { forget, keep, restored } from "../page/draft.js";
import { doubted, needChosen, today, typed } from "../page/form.js";
import * as say from "../page/say.js";
import { outcomeOf } from "../page/shown.js";
import { emptyForm } from "../rules/file.js";
import { Assessment } from "./assessment.jsx";
import { Letter } from "./letter.jsx";
import { Group } from "./question.jsx";

class App extends Component {
  state = { form: restored() };

  // The same functions each time, so that what has not changed is not drawn again.
  acts = Object.fromEntries(
    Object.entries({ typed, doubted, needChosen }).map(([name, act]) => {
      return [name, (...about) => this.setState(({ form }) => ({ form: act(form, ...about) }))];
    }),
  );

  clear = () => this.setState({ form: emptyForm() });

  componentDidUpdate() {
    const { form } = this.state;
    if (form.answers.size === 0 && form.doubts.size === 0) forget();
    else keep(form);
  }

  render(_, { form }) {
    const outcome = named(outcomeOf(form, profile, today()));
    return (
      <div class="app" data-ready="">
        <header class="masthead">
          <h1>
            <span class="masthead-council">{profile.council.name}</span>
            {say.TITLE}
          </h1>
        </header>
        <main class="main">
          <div class="intro here">
            <p>{say.PRIVACY}</p>
            <div class="keeping">
              <button type="button" class="button" onClick={this.clear}>
                {say.CLEAR}
              </button>
            </div>
          </div>
          <div class="columns">
            <form class="form" aria-label={say.FORM} noValidate autocomplete="off" onSubmit={(event) => event.preventDefault()}>
              {layout.map((group) => (
                <Group key={group.id} group={group} form={form} outcome={outcome} acts={this.acts} />
              ))}
            </form>
            <Assessment outcome={outcome} />
          </div>
          <Letter letter={outcome.letter} />
        </main>
      </div>
    );
  }
}

/** The outcome with the question that each problem and note is about. */
function named({ problems, notes, ...rest }) {
  const about = (remarks) => remarks.map(({ path, message }) => ({ path, message, asked: askedAt(path) }));
  return { ...rest, problems: about(problems), notes: about(notes) };
}

const root = document.getElementById("home-assessment");
root.replaceChildren();
render(<App />, root);
