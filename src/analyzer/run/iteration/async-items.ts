import { isNullish } from "../../values/equality.ts";
import { wellKnownKey } from "../../values/keys.ts";
import { undefinedValue, unknownValue } from "../../values/make.ts";
import { truth } from "../../values/truth.ts";
import type { IteratorStep, IteratorValue, Row, UnknownValue, Value } from "../../values/value.ts";
import { callValue } from "../call.ts";
import { awaited } from "../jobs/promises.ts";
import type { Machine } from "../machine.ts";
import { getMember } from "../members/members.ts";
import { iteratorOf } from "./iterate.ts";
import { newIterator } from "./iterators.ts";

const asyncKey = wellKnownKey("asyncIterator");

/** What `for await` goes through; the elements themselves may be promises still. */
export function asyncIteratorOf(m: Machine, value: Value): IteratorValue | Row | UnknownValue {
  if (value.kind !== "object") return iteratorOf(m, value);
  const method = getMember(m, value, asyncKey);
  if (isNullish(method) || method.kind === "unknown") return iteratorOf(m, value);
  const made = callValue(m, method, value, []);
  if (made.kind !== "object") return iteratorOf(m, made);
  const ask = (name: string): IteratorStep => {
    const ended: IteratorStep = { isDone: true, value: undefinedValue, doubt: null };
    const call = getMember(m, made, name);
    if (isNullish(call)) return ended;
    const step = awaited(m, callValue(m, call, made, []));
    const isDone = truth(getMember(m, step, "done"));
    if (typeof isDone === "boolean") return { isDone, value: getMember(m, step, "value"), doubt: null };
    return { ...ended, doubt: unknownValue(isDone.reason, isDone.because) };
  };
  return newIterator(m, { next: () => ask("next"), return: () => ask("return") });
}
