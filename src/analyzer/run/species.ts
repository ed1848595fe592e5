import { touch } from "../values/journal.ts";
import { numberValue } from "../values/make.ts";
import type { ArrayValue, ClassValue, Value } from "../values/value.ts";
import { construct } from "./construct.ts";
import type { Machine } from "./machine.ts";
import { nativeValue } from "./native-value.ts";

/** Methods whose result is of the class of the array that they are called on; those of `sized` set its length. */
const alike: ReadonlySet<string> = new Set(["concat", "filter", "flat", "flatMap", "map", "slice", "splice"]);
const sized: ReadonlySet<string> = new Set(["concat", "slice", "splice"]);

/** A method of an array of an author's class, as `Stack.map` gives a `Stack`. */
export function ofSpecies(array: ArrayValue, name: string, method: Value): Value {
  const cls = array.extras?.class ?? null;
  if (cls === null || method.kind !== "native" || !alike.has(name)) return method;
  return nativeValue(name, (m, self, args) => {
    const made = method.call(m, self, args);
    if (made.kind !== "array") return made;
    return instanceWith(m, cls, made, name === "map" ? made.elements.length : 0, sized.has(name));
  });
}

/** An instance of a class that extends `Array`, with the elements of another array. */
export function instanceWith(
  m: Machine,
  cls: ClassValue,
  { elements, doubt }: ArrayValue,
  length: number,
  isSized: boolean,
): Value {
  const made = construct(m, cls, [numberValue(length)]);
  if (made.kind !== "array") return made;
  touch(m.journal, made);
  const rest = isSized ? [] : made.elements.slice(elements.length);
  made.elements = [...elements, ...rest];
  made.doubt = doubt;
  return made;
}
