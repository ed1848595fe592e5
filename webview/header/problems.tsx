import type { WordedProblem } from "../../src/protocol/index.ts";
import { isNote, plural } from "../../src/words/index.ts";
import { useApp, usePage } from "../state/page.ts";

/** The problems of the file, each a link to its line. */
export function Problems() {
  const { host } = usePage();
  const problems = useApp((state) => state.shown?.problems);
  const halfTyped = useApp((state) => state.shown?.halfTyped === true);
  const isRunning = useApp((state) => state.running !== null);
  if (problems === undefined) return null;
  // A narrow panel has room for this or for the progress of a run.
  if (problems.length === 0) return isRunning ? null : <span className="hint">No problems</span>;
  const gravest = byGravity(problems);
  const counted = countWords(problems);
  return (
    <details className={isRunning ? "problems beside-run" : "problems"}>
      <summary className={gravest[0]?.severity}>
        {halfTyped && "The code is half typed, so the picture shows the version before. "}
        {isRunning ? counted : `${counted}: ${gravest[0]?.message}`}
      </summary>
      <ul>
        {gravest.map((problem) => (
          <li key={`${problem.file}:${problem.line}:${problem.column}:${problem.code}`}>
            <button type="button" className="link" onClick={() => host.send("revealProblem", { problem })}>
              {problem.line}:{problem.column}
            </button>
            <span>{problem.message}</span>
            <code>{problem.code}</code>
          </li>
        ))}
      </ul>
    </details>
  );
}

const severities: readonly WordedProblem["severity"][] = ["error", "warning", "information", "hint"];

/** The gravest first, so that the line of the summary begins with it; otherwise in the order of the file. */
function byGravity(problems: readonly WordedProblem[]): readonly WordedProblem[] {
  return [...problems].sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}

/** `2 problems, 1 note` */
function countWords(problems: readonly WordedProblem[]): string {
  const notes = problems.filter(isNote).length;
  const faults = problems.length - notes;
  return [faults > 0 && plural(faults, "problem"), notes > 0 && plural(notes, "note")]
    .filter(Boolean)
    .join(", ");
}
