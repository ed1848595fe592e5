import { RunStrip } from "../panel/run-strip.tsx";
import { useApp } from "../state/page.ts";
import { ProblemNews } from "./problem-news.tsx";
import { Problems } from "./problems.tsx";

/**
 * Problems of the file, and the run under way. The line is always there, so that the graph does not move when a
 * half-typed bracket brings a problem and the next key takes it away.
 */
export function StatusLine() {
  const isTrial = useApp((state) => state.trial !== null);
  return (
    <div className="status-line">
      <Problems />
      <ProblemNews />
      {isTrial && <span className="hint">What if: numbers that are not in the file</span>}
      <RunStrip />
    </div>
  );
}
