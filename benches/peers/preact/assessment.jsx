// The live assessment: the stance and its reasons, what is wrong with answers, then each finding with what it rests on.

import * as say from "../page/say.js";

export function Assessment({ outcome }) {
  const { assessment, problems, notes } = outcome;
  return (
    <section class="part assessment here" id="assessment" aria-labelledby="assessment-heading">
      <h2 id="assessment-heading">{say.ASSESSMENT}</h2>
      <div class="stance">
        <p class="stance-title" aria-live="polite">
          {assessment?.stance ?? say.PROMPT}
        </p>
        <p>{assessment?.position ?? say.PROMPT_TEXT}</p>
        {outcome.letter && (
          <p>
            <a href="#letter">{say.TO_LETTER}</a>
          </p>
        )}
      </div>
      <Problems problems={problems} />
      {assessment && <Measures assessment={assessment} />}
      {assessment && <Findings findings={assessment.findings} />}
      {assessment && <Questions questions={assessment.questions} />}
      <Notes notes={notes} />
    </section>
  );
}

function Problems({ problems }) {
  if (problems.length === 0) return null;
  return (
    <div class="problems" role="group" aria-labelledby="problems-heading">
      <h3 id="problems-heading">{say.PROBLEMS}</h3>
      <p>{say.PROBLEMS_TEXT}</p>
      <ul>
        {problems.map(({ asked, path, message }) => (
          <li>
            <a href={`#${asked?.id}`}>{asked?.name ?? path}</a>: {message}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Notes({ notes }) {
  if (notes.length === 0) return null;
  return (
    <div class="notes">
      <h3>{say.NOTES}</h3>
      <ul>
        {notes.map(({ asked, path, message }) => (
          <li>
            {asked?.name ?? path}: {message}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Measures({ assessment }) {
  const { scales, matrix, internal } = assessment;
  return (
    <>
      <dl class="scales">
        {scales.map(({ name, steps, said }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <ol class="steps-of">
                {steps.map(({ words, isHere }) => (
                  <li class={isHere ? "step step-here" : "step"} aria-current={isHere ? "true" : undefined}>
                    {words}
                  </li>
                ))}
              </ol>
              {said}
            </dd>
          </div>
        ))}
      </dl>
      <Matrix {...matrix} />
      <div class="internal">
        <h3>{internal.title}</h3>
        <dl class="measures">
          <div>
            <dt>{internal.bandLabel}</dt>
            <dd>{internal.band}</dd>
          </div>
          <div>
            <dt>{internal.actionsLabel}</dt>
            <dd>
              {internal.actions.length === 0 ? (
                internal.noActions
              ) : (
                <ul>
                  {internal.actions.map((action) => (
                    <li>{action}</li>
                  ))}
                </ul>
              )}
            </dd>
          </div>
        </dl>
      </div>
    </>
  );
}

function Matrix({ name, caption, here, columns, rows }) {
  const cell = ({ words, isHere }) => (
    <td class={isHere ? "cell-here" : undefined} aria-current={isHere ? "true" : undefined}>
      {words}
      {isHere && <span class="unseen">: {here}</span>}
    </td>
  );
  return (
    <details class="matrix">
      <summary>{name}</summary>
      <div class="wide" role="region" aria-label={name} tabIndex={0}>
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              <td />
              {columns.map((column) => (
                <th scope="col">{column}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr>
                <th scope="row">{row.name}</th>
                {row.cells.map(cell)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

function Findings({ findings }) {
  return (
    <>
      <h3>
        {findings.title}
        <span class="remark"> {findings.remark}</span>
      </h3>
      <ul class="findings">
        {findings.list.map((finding) => (
          <li class="finding">
            <Finding {...finding} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Finding({ title, verdict, verdictWords, text, facts }) {
  const told = (
    <>
      <strong class="finding-title">{title}</strong>
      <span class={`verdict verdict-${verdict}`}>{verdictWords}</span>
      <span class="finding-text">{text}</span>
    </>
  );
  if (facts.length === 0) return <div class="finding-told">{told}</div>;
  return (
    <details>
      <summary class="finding-told">{told}</summary>
      <dl class="facts">
        {facts.map(({ label, value, source, stale }) => (
          <div>
            <dt>{label}</dt>
            <dd>
              {value}
              {source && (
                <span class="source">
                  {source}
                  {stale && <span class="stale">{stale}</span>}
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function Questions({ questions }) {
  if (questions.list.length === 0) return null;
  return (
    <>
      <h3>{questions.title}</h3>
      <ol class="asks">
        {questions.list.map(({ text, remark }) => (
          <li>
            {text}
            {remark && <span class="remark"> ({remark})</span>}
          </li>
        ))}
      </ol>
    </>
  );
}
