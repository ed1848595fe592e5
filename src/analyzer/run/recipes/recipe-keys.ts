import { covers, type FileRange } from "../../../base/index.ts";
import { dimKey, isUnknown } from "../../../ir/index.ts";
import { noteRead } from "../../values/journal.ts";
import { plainKey } from "../../values/plain-key.ts";
import type { PlaceableValue } from "../../values/recipe.ts";
import type { ArrayValue, ObjectValue, TensorValue, Value } from "../../values/value.ts";
import type { Machine } from "../machine.ts";
import { keysOf, wholeOf } from "./given-places.ts";
import { isUntouched } from "./tensor-states.ts";

/** The arguments of a call. */
export interface GivenArguments {
  /** Two calls of one key are the same to the library. */
  readonly key: string;
  /** Where the author wrote parts of the arguments, each place once. */
  readonly origins: readonly FileRange[];
  readonly tensors: readonly TensorValue[];
  /** The arrays and objects among them. */
  readonly holders: ReadonlySet<ArrayValue | ObjectValue>;
}

interface Reading {
  readonly m: Machine;
  readonly subject: ObjectValue | null;
  readonly origins: FileRange[];
  readonly tensors: TensorValue[];
  readonly holders: Set<ArrayValue | ObjectValue>;
}

const mostArguments = 16;
const deepest = 4;

/**
 * Undefined where an argument is, or holds, anything but plain values, tensors and the library's classes and
 * functions. Of kept tensors only the one may be given that the call is about.
 */
export function givenOf(
  m: Machine,
  args: readonly Value[],
  subject: ObjectValue | null = null,
): GivenArguments | undefined {
  if (args.length > mostArguments) return undefined;
  const reading: Reading = { m, subject, origins: [], tensors: [], holders: new Set() };
  let key = "";
  for (const arg of args) {
    const text = textOf(reading, arg, 0);
    if (text === undefined) return undefined;
    key += `${text},`;
  }
  const { origins, tensors, holders } = reading;
  return { key, origins, tensors, holders };
}

function textOf(reading: Reading, value: Value, depth: number): string | undefined {
  switch (value.kind) {
    case "number":
    case "string":
    case "boolean":
    case "null":
    case "undefined":
      return textOfPlain(reading, value);
    case "class":
    case "function":
      return isLasting(reading.m, value) ? `#${idOf(value)}` : undefined;
    case "array":
      return depth < deepest ? textOfArray(reading, value, depth) : undefined;
    case "object":
      return depth < deepest ? textOfObject(reading, value, depth) : undefined;
    case "tensor":
      return textOfTensor(reading, value);
    default:
      return undefined;
  }
}

function textOfPlain(reading: Reading, value: PlaceableValue): string | undefined {
  const key = plainKey(value);
  if (key === undefined || (value.kind === "undefined" && value.cause !== undefined)) return undefined;
  const sources = value.kind === "number" ? (value.sources ?? []) : [];
  return [value.origin, ...sources].reduce((text, place) => text + originText(reading, place), key);
}

function originText({ origins }: Reading, origin: FileRange | null | undefined): string {
  if (!origin) return "@";
  let index = origins.indexOf(origin);
  if (index < 0) index = origins.push(origin) - 1;
  return `@${index}`;
}

function textOfArray(reading: Reading, array: ArrayValue, depth: number): string | undefined {
  if (!isPlainArray(array)) return undefined;
  reading.holders.add(array);
  let text = `[${originText(reading, array.origin)}:`;
  for (const element of array.elements) {
    const part = textOf(reading, element, depth + 1);
    if (part === undefined) return undefined;
    text += `${part},`;
  }
  return `${text}]`;
}

/** Whether an array has nothing but its elements. */
export function isPlainArray(array: ArrayValue): boolean {
  const { doubt, named, typed, shares, isExposed, isArguments, extras } = array;
  const isRestricted = array.rigidity ?? array.perhapsForbidden;
  const isSpecial = named ?? typed ?? shares ?? isExposed ?? isArguments ?? extras ?? isRestricted;
  return doubt === null && isSpecial === undefined;
}

function textOfObject(reading: Reading, object: ObjectValue, depth: number): string | undefined {
  if (object.class !== null || object.module !== null || !isPlainObject(object)) return undefined;
  if (object.unlisted !== null) return undefined;
  reading.holders.add(object);
  let text = isWrittenInCall(reading.m, object) ? "{!" : "{";
  for (const [name, held] of object.properties) {
    const part = textOf(reading, held, depth + 1);
    if (part === undefined) return undefined;
    text += `${JSON.stringify(name)}:${part},`;
  }
  return `${text}}`;
}

/** Whether an object has nothing but its properties. */
export function isPlainObject({
  doubt,
  accessors,
  proto,
  constants,
  fixed,
  hostMade,
  rigidity,
  perhapsForbidden,
}: ObjectValue): boolean {
  const isSpecial = proto === undefined ? (constants ?? fixed ?? rigidity ?? perhapsForbidden) : proto;
  return doubt === null && accessors.size === 0 && hostMade === null && isSpecial === undefined;
}

/** Whether the object is written in the present call: only then are unknown options in it reported. */
function isWrittenInCall({ frame }: Machine, object: ObjectValue): boolean {
  const whole = wholeOf(object);
  return frame !== null && whole !== undefined && covers(frame.place, whole) && keysOf(object).size > 0;
}

function textOfTensor(reading: Reading, tensor: TensorValue): string | undefined {
  const { made, shape, origin } = tensor;
  if (made.kept !== undefined && made.kept === reading.subject)
    return shape === made.shape && !tensor.isData ? `K${originText(reading, origin)}` : undefined;
  const isPlain = made.kept === undefined && made.joined === undefined && made.isGuess !== true;
  if (!isPlain || made.shape !== shape || !isUntouched(made)) return undefined;
  let text = "T";
  for (const dim of shape) {
    if (isUnknown(dim)) return undefined;
    text += `${dimKey(dim)} `;
  }
  // One tensor given twice, or two that share one shape object, differ from two tensors of equal shapes.
  const twin = reading.tensors.findIndex((other) => other.made === made || other.shape === shape);
  const isSame = twin >= 0 && reading.tensors[twin]?.made === made;
  reading.tensors.push(tensor);
  return `${text}${twin < 0 ? "" : `${isSame ? "=" : "~"}${twin}`}${originText(reading, origin)}`;
}

/** Whether something existed before the analysis and is unchanged. */
export function isLasting({ journal }: Machine, { changed }: { readonly changed: number }): boolean {
  return changed <= journal.lasting;
}

const ids = new WeakMap<object, number>();
let lastId = 0;

/** An id for a class or function of the library. */
export function idOf(thing: object): number {
  const known = ids.get(thing);
  if (known !== undefined) return known;
  lastId += 1;
  ids.set(thing, lastId);
  return lastId;
}

/** Notes that the arguments were read, for the call that is being watched. */
export function noteGiven({ journal }: Machine, { holders }: GivenArguments): void {
  for (const holder of holders) noteRead(journal, holder);
}
