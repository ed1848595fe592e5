import { isInArm } from "../run/arms/arms.ts";
import { startTimer } from "../run/jobs/jobs.ts";
import { newPromise, rejectPromise, resolvePromise } from "../run/jobs/promises.ts";
import { type Machine, report } from "../run/machine.ts";
import { Thrown } from "../run/stops.ts";
import type { CallExpression } from "../syntax/index.ts";
import { newObject } from "../values/containers.ts";
import { undefinedValue, unknownValue } from "../values/make.ts";
import type { Evaluate, UnknownValue } from "../values/value.ts";
import { authorPlace, type Context } from "./context.ts";

/**
 * `import(specifier)`: a promise of all that the other file exports. The file runs, and the promise is settled, when no job waits
 * any more, since reading a file takes its time.
 */
export function compileImportCall(c: Context, node: CallExpression): Evaluate {
  const { m } = c;
  const [argument] = node.arguments;
  const specifier = argument === undefined ? undefined : c.compile.expression(c, argument);
  const place = authorPlace(c, node);
  const unfollowed = compileUnfollowed(c, node);
  return (scope) => {
    const text = specifier?.(scope);
    if (text?.kind !== "string") return unfollowed();
    const load = c.importLater(text.text);
    if (load === undefined) return unfollowed();
    const promise = newPromise(m);
    whenIdle(m, () => {
      try {
        resolvePromise(m, promise, load());
      } catch (error) {
        if (!(error instanceof Thrown)) throw error;
        rejectPromise(m, promise, new Thrown(error.value, true, error.place ?? place));
      }
    });
    return promise;
  };
}

function compileUnfollowed(c: Context, node: CallExpression): () => UnknownValue {
  const at = authorPlace(c, node.expression);
  const unknown = unknownValue("What import() gives is not read", at);
  return () => {
    if (at !== null && !c.file.isBroken)
      report(c.m, { code: "unsupported-syntax", at, data: { what: "this import()" } });
    return unknown;
  };
}

/** In an arm that may not be taken, at once: what waits there is not known. */
function whenIdle(m: Machine, run: () => void): void {
  if (isInArm(m)) {
    run();
    return;
  }
  const once = { delay: 0, at: 0, isInterval: false, runs: 0, why: null };
  const act = () => {
    run();
    return undefinedValue;
  };
  startTimer(m, { handle: newObject(m), run: act, ...once });
}
