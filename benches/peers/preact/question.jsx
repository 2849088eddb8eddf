// The questions of the form: label, hint, problem and input, whatever their kind.

import { hasNeed } from "../page/form.js";
import * as say from "../page/say.js";
import { capitalised } from "../rules/text.js";
import { unchanged } from "./unchanged.js";

export function Group({ group, form, outcome, acts }) {
  const about = { form, outcome, acts };
  return (
    <section class="part group here" aria-labelledby={group.id}>
      <h2 id={group.id}>{group.title}</h2>
      <Questions questions={group.questions} {...about} />
      {group.headings.length > 0 && (
        <details class="headings">
          <summary>{say.HEADINGS}</summary>
          {group.headings.map((heading) => (
            <fieldset class="heading" key={heading.title}>
              <legend>{heading.title}</legend>
              <Questions questions={heading.questions} {...about} />
            </fieldset>
          ))}
        </details>
      )}
    </section>
  );
}

function Questions({ questions, form, outcome, acts }) {
  const message = (remarks, path) => remarks.find((remark) => remark.path === path)?.message;
  return (
    <div class="questions">
      {questions.map((asked) => (
        <Question
          key={asked.id}
          asked={asked}
          text={form.answers.get(asked.path) ?? ""}
          doubt={form.doubts.get(asked.path)?.state}
          problem={message(outcome.problems, asked.path)}
          note={message(outcome.notes, asked.path)}
          acts={acts}
        />
      ))}
    </div>
  );
}

const Question = unchanged((props) => {
  const { asked, problem } = props;
  const name = `question ${asked.isWide ? "question-wide" : "question-half"}${problem ? " question-wrong" : ""}`;
  const described = ["hint", "problem", "note"].filter((part) => (part === "hint" ? asked.hint : props[part]));
  const input = {
    "aria-describedby": described.map((part) => `${asked.id}-${part}`).join(" ") || undefined,
    "aria-invalid": problem ? "true" : undefined,
  };
  if (asked.control === "needs") {
    return (
      <fieldset class={name} id={asked.id} aria-describedby={input["aria-describedby"]}>
        <legend>{asked.label}</legend>
        <About {...props} />
        <Doubts {...props} />
        <Needs {...props} />
      </fieldset>
    );
  }
  return (
    <div class={name}>
      <label for={asked.id}>{asked.label}</label>
      <About {...props} />
      <Control {...props} input={input} />
      <Doubts {...props} />
    </div>
  );
});

function About({ asked, note, problem }) {
  return (
    <>
      {asked.hint && (
        <p class="hint" id={`${asked.id}-hint`}>
          {asked.hint}
        </p>
      )}
      {note && (
        <p class="note" id={`${asked.id}-note`}>
          {capitalised(note)}
        </p>
      )}
      {problem && (
        <p class="problem" id={`${asked.id}-problem`}>
          <span class="unseen">{say.ERROR} </span>
          {capitalised(problem)}
        </p>
      )}
    </>
  );
}

function Control({ asked, text, acts, input }) {
  const all = {
    ...input,
    id: asked.id,
    value: text,
    autocomplete: "off",
    onInput: (event) => acts.typed(asked.path, event.target.value),
  };
  if (asked.control === "area") return <textarea rows={asked.rows} spellcheck {...all} />;
  if (asked.control === "select") return <Select asked={asked} all={all} />;
  const line = (
    <input
      type="text"
      class={asked.width}
      inputmode={asked.control === "money" ? "decimal" : "text"}
      spellcheck={false}
      {...all}
    />
  );
  if (asked.control !== "money") return line;
  return (
    <div class="money">
      <span aria-hidden="true">£</span>
      {line}
    </div>
  );
}

function Select({ asked, all }) {
  const option = ({ code, words }) => (
    <option key={code} value={code}>
      {words}
    </option>
  );
  const isListed = asked.choices.some(({ choices }) => choices.some(({ code }) => code === all.value));
  return (
    <select {...all}>
      <option value="">{asked.choices.length > 1 ? say.NO_AUTHORITY : say.NOT_STATED}</option>
      {asked.choices.map(({ title, choices }) =>
        title ? <optgroup label={title}>{choices.map(option)}</optgroup> : choices.map(option),
      )}
      {!isListed && all.value && option({ code: all.value, words: all.value })}
    </select>
  );
}

function Needs({ asked, text, acts }) {
  return (
    <div class="needs">
      {asked.choices[0].choices.map(({ code, words }) => (
        <label class="tick" key={code}>
          <input
            type="checkbox"
            value={code}
            checked={hasNeed(text, code)}
            onChange={(event) => acts.needChosen(asked.path, code, event.target.checked)}
          />
          <span>{words}</span>
        </label>
      ))}
    </div>
  );
}

/** What an answer can be in place of stated. Offered where there is none, and where one was taken. */
function Doubts({ asked, text, doubt, acts }) {
  if (!asked.asks || (text && !doubt)) return null;
  const choice = (state, words) => (
    <button type="button" class="doubt" aria-pressed={String(doubt === state)} onClick={() => acts.doubted(asked.path, state)}>
      {words}
      <span class="unseen">: {asked.name}</span>
    </button>
  );
  return (
    <div class="doubts">
      {choice("unclear", say.UNCLEAR)}
      {choice("asked", say.ASKED)}
    </div>
  );
}
