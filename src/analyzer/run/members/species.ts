import { isNullish } from "../../values/equality.ts";
import { touch } from "../../values/journal.ts";
import { wellKnownKey } from "../../values/keys.ts";
import { numberValue, unknownValue } from "../../values/make.ts";
import { lineage } from "../../values/prototype.ts";
import type { ArrayValue, ClassValue, Value } from "../../values/value.ts";
import { callFunction } from "../call.ts";
import { construct } from "../construct.ts";
import type { Machine } from "../machine.ts";
import { nativeValue } from "../native-value.ts";

/** Methods whose result is of the class of the array that they are called on; those of `sized` set its length. */
const alike: ReadonlySet<string> = new Set(["concat", "filter", "flat", "flatMap", "map", "slice", "splice"]);
const sized: ReadonlySet<string> = new Set(["concat", "slice", "splice"]);

/** A method of an array of an author's class, as `Stack.map` gives a `Stack`. */
export function ofSpecies(array: ArrayValue, name: string, method: Value): Value {
  const cls = array.extras?.class ?? null;
  if (cls === null || method.kind !== "native" || !alike.has(name)) return method;
  return nativeValue(name, (m, self, args) => {
    const made = method.call(m, self, args);
    const species = speciesOf(m, cls);
    if (made.kind !== "array" || isNullish(species) || species.kind === "native") return made;
    if (species.kind !== "class") return unknownValue("What Symbol.species gives is not followed");
    return instanceWith(m, species, made, name === "map" ? made.elements.length : 0, sized.has(name));
  });
}

/** The class of what such a method gives: the array's own, unless that says otherwise. */
function speciesOf(m: Machine, cls: ClassValue): Value {
  const key = wellKnownKey("species");
  for (const owner of lineage(cls)) {
    const [own, getter] = [owner.properties.get(key), owner.accessors.get(key)?.get];
    if (own !== undefined) return own;
    if (getter) return callFunction(m, getter, cls, []);
  }
  return cls;
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
