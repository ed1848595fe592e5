import { plainNumber } from "../../values/arithmetic.ts";
import { deleteProperty, longestArray } from "../../values/containers.ts";
import { touch } from "../../values/journal.ts";
import { hole } from "../../values/make.ts";
import type { ArrayValue, NumberValue, Value } from "../../values/value.ts";
import type { Machine } from "../machine.ts";
import { setExtra } from "./extras.ts";

export type KnownLength = NumberValue & { readonly dim: number };

/** Whether a value is a length that such arguments may have, all of which are known. */
export function isLength({ doubt }: ArrayValue, value: Value): value is KnownLength {
  const length = plainNumber(value);
  return doubt === null && length !== undefined && length >>> 0 === length && length <= longestArray;
}

/**
 * `arguments.length = length`. It is a property like any other: what stands behind the new length stays under its index, and what stood
 * beside the elements under an index before the new length is one of them from then on.
 */
export function setArgumentsLength(m: Machine, args: ArrayValue, { dim: length }: KnownLength): void {
  touch(m.journal, args);
  const { elements } = args;
  for (const [index, behind] of elements.entries())
    if (index >= length && behind !== hole) setExtra(m, args, String(index), behind);
  if (elements.length > length) elements.length = length;
  while (elements.length < length) elements.push(takenFromBeside(m, args, String(elements.length)));
}

function takenFromBeside(m: Machine, { extras }: ArrayValue, name: string): Value {
  const value = extras?.properties.get(name);
  if (extras === undefined || value === undefined) return hole;
  deleteProperty(m, extras, name);
  return value;
}
