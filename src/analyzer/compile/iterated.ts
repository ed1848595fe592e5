import { printThing } from "../../base/index.ts";
import { isUnknownRow, iterate } from "../run/iteration/iterate.ts";
import type { Machine } from "../run/machine.ts";
import { hasMember } from "../run/members/has-member.ts";
import { isWhollyKnown } from "../run/members/missing.ts";
import type { Node } from "../syntax/index.ts";
import { isNullish } from "../values/equality.ts";
import { unknownRow } from "../values/held.ts";
import { iteratorKey } from "../values/keys.ts";
import { thingOf } from "../values/prototype.ts";
import type { Row, Value } from "../values/value.ts";
import { authorPlace, type Context } from "./context.ts";
import { nameOf, refused } from "./refused.ts";

/** The value to iterate over; with a key, by `for await`. Refuses one that certainly is not iterable. */
export function asIterable(
  c: Context,
  node: Node,
  name: string | null = nameOf(c, node),
  asyncKey?: string,
): (value: Value) => Value {
  const at = authorPlace(c, node);
  return (value) => {
    if (!isNotIterable(c.m, value) || (asyncKey !== undefined && mayHave(c.m, value, asyncKey))) return value;
    const what = thingOf(value);
    const data = { name, what, byName: false };
    return refused(c, { code: "not-iterable", data }, at, `It is ${printThing(what)}, which has no elements`);
  };
}

/** The elements that spreading gives; an unknown stands for any number of them. */
export function compileSpread(c: Context, node: Node): (value: Value) => Row {
  const iterable = asIterable(c, node);
  return (value) => {
    const row = iterate(c.m, iterable(value));
    return isUnknownRow(row) ? unknownRow(row) : row;
  };
}

function isNotIterable(m: Machine, value: Value): boolean {
  switch (value.kind) {
    case "undefined":
    case "null":
      return true;
    case "number":
    case "boolean":
    case "function":
    case "native":
    case "class":
    case "tensor":
    case "symbol":
    case "bigint":
    case "undecided":
      return hasMember(m, value, iteratorKey) === false;
    case "object":
      return isWhollyKnown(value) && hasMember(m, value, iteratorKey) === false;
    case "either":
      return value.options.every((option) => isNotIterable(m, option.value));
    default:
      return false;
  }
}

/** Whether a value has, or inherits, a member of that key, or one of several does. */
function mayHave(m: Machine, value: Value, key: string): boolean {
  if (value.kind === "either") return value.options.some((option) => mayHave(m, option.value, key));
  return !isNullish(value) && hasMember(m, value, key) !== false;
}
