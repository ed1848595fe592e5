import type { FileRange } from "../../base/index.ts";
import { forkCompletion } from "../run/arms/fork.ts";
import { tick } from "../run/budget.ts";
import { goOnLater, noteAwaited } from "../run/jobs/late-rest.ts";
import { awaited, toPromise } from "../run/jobs/promises.ts";
import type { Machine } from "../run/machine.ts";
import { unknownValue } from "../values/make.ts";
import type { Completion, UndecidedValue, UnknownValue, Value, Yields } from "../values/value.ts";

/** Both arms of an undecided condition: all that they may yield, in order, and where they meet. */
export function* eitherArm(
  m: Machine,
  condition: UndecidedValue,
  whenTrue: () => Yields,
  whenFalse: () => Yields,
): Yields {
  const found = newFound(condition.reason, condition.because);
  const completion = forkCompletion(
    m,
    condition,
    () => collected(m, whenTrue(), found),
    () => collected(m, whenFalse(), found),
  );
  goOnLater(m);
  for (const value of found.values) yield { value, doubt: found.doubt };
  return completion;
}

/** What parts of a generator yield that may not be reached, and why. */
interface PossibleYields {
  readonly values: Value[];
  readonly doubt: UnknownValue;
}

export function newFound(reason: string, because: FileRange | null = null): PossibleYields {
  return { values: [], doubt: unknownValue(reason, because) };
}

/** Runs part of a generator to its end at once; the values sent to it are unknown. */
export function collected(m: Machine, part: Yields, found: PossibleYields): Completion {
  const { values, doubt } = found;
  let sent: Value = doubt;
  for (;;) {
    const result = part.next(sent);
    tick(m);
    if (result.done) return result.value;
    const { value, isAwait } = result.value;
    sent = isAwait ? awaitedInArm(m, value) : doubt;
    if (!isAwait) values.push(value);
  }
}

function awaitedInArm(m: Machine, value: Value): Value {
  const promise = toPromise(m, value);
  const result = awaited(m, promise);
  noteAwaited(m, promise.hostMade.promise);
  return result;
}
