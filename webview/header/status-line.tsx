import { RunStrip } from "../panel/run-strip.tsx";
import { Problems } from "./problems.tsx";

/**
 * Problems of the file, and the run under way. The line is always there, so that the graph does not move when a
 * half-typed bracket brings a problem and the next key takes it away.
 */
export function StatusLine() {
  return (
    <div className="status-line">
      <Problems />
      <RunStrip />
    </div>
  );
}
