import { tick } from "../run/budget.ts";
import { forkCompletion } from "../run/fork.ts";
import type { Machine } from "../run/machine.ts";
import { awaited } from "../run/promises.ts";
import { unknownValue } from "../values/make.ts";
import type { Completion, UndecidedValue, UnknownValue, Value, Yielded } from "../values/value.ts";

type Yields = Generator<Yielded, Completion, Value>;

/** Both arms of an undecided condition: all that they may yield, in order, and where they meet. */
export function* eitherArm(
  m: Machine,
  condition: UndecidedValue,
  whenTrue: () => Yields,
  whenFalse: () => Yields,
): Yields {
  const found: Value[] = [];
  const doubt = unknownValue(condition.reason, condition.because);
  const completion = forkCompletion(
    m,
    condition,
    () => collected(m, whenTrue(), found, doubt),
    () => collected(m, whenFalse(), found, doubt),
  );
  for (const value of found) yield { value, doubt };
  return completion;
}

/** Runs part of a generator to its end at once; the values sent to it are unknown. */
function collected(m: Machine, part: Yields, found: Value[], doubt: UnknownValue): Completion {
  let sent: Value = doubt;
  for (;;) {
    const result = part.next(sent);
    tick(m);
    if (result.done) return result.value;
    sent = result.value.isAwait ? awaited(m, result.value.value) : doubt;
    if (!result.value.isAwait) found.push(result.value.value);
  }
}
