import { useApp } from "../state/page.ts";

/** Faults of the file, where there are any; each leads to its place. */
export function Problems() {
  const problems = useApp((state) => state.shown?.problems ?? none);
  if (problems.length === 0) return null;
  return (
    <details className="problems">
      <summary>
        {problems.length === 1 ? "1 problem" : `${problems.length} problems`}: {problems[0]?.message}
      </summary>
      <ul>
        {problems.map((problem) => (
          <li key={`${problem.file}:${problem.line}:${problem.column}:${problem.code}`}>
            <span className="problem-place">
              {problem.line}:{problem.column}
            </span>
            {problem.message}
            <code>{problem.code}</code>
          </li>
        ))}
      </ul>
    </details>
  );
}

const none: readonly never[] = [];
