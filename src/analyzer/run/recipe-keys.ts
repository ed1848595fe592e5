import { covers, type FileRange } from "../../base/index.ts";
import { dimKey, isUnknown } from "../../ir/index.ts";
import { plainNumber } from "../values/arithmetic.ts";
import { noteRead } from "../values/journal.ts";
import type { ArrayValue, ObjectValue, TensorValue, Value } from "../values/value.ts";
import { keysOf, wholeOf } from "./given-places.ts";
import type { Machine } from "./machine.ts";
import { isUntouched } from "./tensor-states.ts";

/** What a call was given, by a key that two calls share where the library cannot tell them apart. */
export interface Given {
  readonly key: string;
  /** Where the author gave parts of it, each place once. */
  readonly origins: readonly FileRange[];
  readonly tensors: readonly TensorValue[];
  /** The arrays and objects in it. */
  readonly holders: ReadonlySet<ArrayValue | ObjectValue>;
}

interface Reading {
  readonly m: Machine;
  readonly origins: FileRange[];
  readonly tensors: TensorValue[];
  readonly holders: Set<ArrayValue | ObjectValue>;
}

const mostArguments = 16;
const deepest = 4;

/** Undefined where there is anything in it but plain values, tensors and what belongs to the library. */
export function givenOf(m: Machine, args: readonly Value[]): Given | undefined {
  if (args.length > mostArguments) return undefined;
  const reading: Reading = { m, origins: [], tensors: [], holders: new Set() };
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
    case "number": {
      const plain = plainNumber(value);
      if (plain === undefined) return undefined;
      const text = `${Object.is(plain, -0) ? "-0" : plain}${originText(reading, value.origin)}`;
      return value.sources?.reduce((all, source) => `${all}^${originText(reading, source)}`, text) ?? text;
    }
    case "string":
      return `${JSON.stringify(value.text)}${originText(reading, value.origin)}`;
    case "boolean":
      return `${value.value}${originText(reading, value.origin)}`;
    case "null":
      return `null${originText(reading, value.origin)}`;
    case "undefined":
      return value.cause === undefined ? `undefined${originText(reading, value.origin)}` : undefined;
    case "class":
    case "function":
      return isLasting(reading.m, value) ? `#${numberOf(value)}` : undefined;
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

function originText({ origins }: Reading, origin: FileRange | null | undefined): string {
  if (!origin) return "";
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

/** Whether it has nothing but its elements. */
export function isPlainArray(array: ArrayValue): boolean {
  const { doubt, named, typed, shares, isExposed, isArguments, extras, rigidity } = array;
  const isSpecial = named ?? typed ?? shares ?? isExposed ?? isArguments ?? extras ?? rigidity;
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

/** Whether all that it has stands in its properties. */
export function isPlainObject({
  doubt,
  accessors,
  proto,
  constants,
  fixed,
  hostMade,
  rigidity,
}: ObjectValue): boolean {
  const isSpecial = proto === undefined ? (constants ?? fixed ?? rigidity) : proto;
  return doubt === null && accessors.size === 0 && hostMade === null && isSpecial === undefined;
}

/** Whether unknown options in it would be reported. */
function isWrittenInCall({ frame }: Machine, object: ObjectValue): boolean {
  const whole = wholeOf(object);
  return frame !== null && whole !== undefined && covers(frame.place, whole) && keysOf(object).size > 0;
}

function textOfTensor(reading: Reading, tensor: TensorValue): string | undefined {
  const { made, shape, origin } = tensor;
  const isPlain = made.kept === undefined && made.joined === undefined && made.isGuess !== true;
  if (!isPlain || made.shape !== shape || !isUntouched(made)) return undefined;
  let text = "T";
  for (const dim of shape) {
    if (isUnknown(dim)) return undefined;
    text += `${dimKey(dim)} `;
  }
  // The same tensor twice, or two tensors with one shape, are not two tensors of the same sizes.
  const twin = reading.tensors.findIndex((other) => other.made === made || other.shape === shape);
  const isSame = twin >= 0 && reading.tensors[twin]?.made === made;
  reading.tensors.push(tensor);
  return `${text}${twin < 0 ? "" : `${isSame ? "=" : "~"}${twin}`}${originText(reading, origin)}`;
}

/** Whether it was there before the analysis, and is as it was. */
export function isLasting({ journal }: Machine, { changed }: { readonly changed: number }): boolean {
  return changed <= journal.lasting;
}

const numbers = new WeakMap<object, number>();
let numbered = 0;

/** A number for something of the library's. */
function numberOf(thing: object): number {
  const known = numbers.get(thing);
  if (known !== undefined) return known;
  numbered += 1;
  numbers.set(thing, numbered);
  return numbered;
}

/** Says that the call reads what it was given. */
export function noteGiven({ journal }: Machine, { holders }: Given): void {
  for (const holder of holders) noteRead(journal, holder);
}
