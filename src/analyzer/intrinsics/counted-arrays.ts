import type { IntrinsicMethod } from "../run/machine.ts";
import { iteratorKey } from "../values/keys.ts";
import type { ArrayValue } from "../values/value.ts";

/** Methods that take no longer for a longer array. */
const atOnce: ReadonlySet<string> = new Set(["at", "entries", "keys", "pop", "push", "values", iteratorKey]);

/** A method of arrays, which counts how many elements it goes through: a loop may ask for it again and again. */
export function counted(name: string, method: IntrinsicMethod<ArrayValue>): IntrinsicMethod<ArrayValue> {
  if (atOnce.has(name)) return method;
  return (m, array, args) => {
    m.steps += array.elements.length >> 4;
    return method(m, array, args);
  };
}
