import { RuntimeFault } from "./faults.ts";
import { profileRuns } from "./profile.ts";
import type { Session } from "./session.ts";

/*
 * Winograd's and Strassen's algorithms add numbers that belong to different outputs before they multiply. Finite
 * numbers come out right but for rounding; one NaN or infinity among them spoils outputs that it would never reach
 * by the definition of a convolution. So where an output is not finite, the run is made again without them.
 */

/**
 * `session`, and behind it a second one without fast algorithms, which opens when an output is not finite (null
 * where `session` has none either): what comes out has each NaN and infinity where IEEE 754 arithmetic puts it.
 *
 * What stays finite is not seen. Rounding errors of a fast algorithm are small against the largest number around, so one
 * number that is millions of times larger than its neighbours blurs their outputs; and one of 1e37 and above may overflow in
 * a sum that a later clamp makes finite again. `memory: "low"` computes by definition.
 */
export function exactWhereNotFinite(session: Session, openExact: () => Session | null): Session {
  let exact: Session | null | undefined;
  let running = false;
  let disposed = false;

  const run: Session["run"] = async (inputs, options) => {
    if (running) throw new RuntimeFault("busy", "A run of this session is still going on.");
    running = true;
    try {
      const result = await session.run(inputs, options);
      if (disposed || result.outputs.every(({ data }) => allFinite(data))) return result;
      if (exact === undefined) exact = openExact();
      return exact === null ? result : await exact.run(inputs, options);
    } finally {
      running = false;
    }
  };

  return {
    ...session,
    run,
    profile: (runs, options) => profileRuns(run, runs, options),
    dispose() {
      disposed = true;
      session.dispose();
      exact?.dispose();
    },
  };
}

/** Nothing but a NaN or an infinity times zero is anything but zero. */
function allFinite(data: Float32Array): boolean {
  let sum = 0;
  for (const value of data) sum += value * 0;
  return sum === 0;
}
