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
  return (
    <details className="problems">
      <summary>
        {halfTyped && "Half typed, the picture is of the text before. "}
        {problems.length === 1 ? "1 problem" : `${problems.length} problems`}: {problems[0]?.message}
      </summary>
      <ul>
        {problems.map((problem) => (
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
