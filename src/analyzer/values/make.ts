import type { FileRange } from "../../base/index.ts";
import type { Shape, SumDim, SymbolBindings, UnknownDim } from "../../ir/index.ts";
import type {
  ArrayValue,
  BigIntValue,
  BooleanValue,
  Made,
  NullValue,
  NumberValue,
  OpenValue,
  StringValue,
  TensorValue,
  UndecidedValue,
  UndefinedValue,
  UnknownValue,
  Value,
} from "./value.ts";

/** What stands in an array where it has no element: it reads as undefined, and most methods pass over it. */
export const hole: UndefinedValue = { kind: "undefined" };

/** An element as it reads. */
export function filled(element: Value): Value {
  return element === hole ? emptyPlace : element;
}

export const undefinedValue: UndefinedValue = { kind: "undefined" };
const emptyPlace: UndefinedValue = { kind: "undefined", cause: "an empty place of an array" };
export const nullValue: NullValue = { kind: "null" };
export const trueValue: BooleanValue = { kind: "boolean", value: true, origin: null };
export const falseValue: BooleanValue = { kind: "boolean", value: false, origin: null };
export const nothingGiven: SymbolBindings = new Map();

/** An undefined of which an author may want to know how it came about. */
export function undefinedBecause(cause: string): UndefinedValue {
  return { kind: "undefined", cause };
}

export function numberValue(dim: number | SumDim, origin: FileRange | null = null): NumberValue {
  return { kind: "number", dim, over: null, origin };
}

export function stringValue(text: string, origin: FileRange | null = null): StringValue {
  return { kind: "string", text, origin };
}

export function bigIntValue(value: bigint): BigIntValue {
  return { kind: "bigint", value };
}

export function booleanValue(value: boolean): BooleanValue {
  return value ? trueValue : falseValue;
}

export function unknownValue(reason: string, because: FileRange | null = null): OpenValue {
  return { kind: "unknown", reason, because };
}

/** A new unknown value for the same reason, of which not even the type is known. */
export function untyped({ reason, because }: UnknownValue): OpenValue {
  return unknownValue(reason, because);
}

/**
 * The result of reading a member of an unknown value or of calling it. Its type is not known, so a value that has one gives a new
 * value; any other gives itself, with the containers that it may be.
 */
export function openOf(value: UnknownValue): OpenValue {
  return isOpen(value) ? value : untyped(value);
}

/** The result of a host function. Where it only gives back an unknown argument, the type of its result is not the argument's. */
export function openIfGiven(result: Value, args: readonly Value[]): Value {
  const isTyped = result.kind === "unknown" && !isOpen(result);
  return isTyped && args.includes(result) ? openOf(result) : result;
}

/** `isIndex` and `isSource` are only known of texts, which have a type. */
function isOpen(value: UnknownValue): value is OpenValue {
  return value.type === undefined && value.bytes === undefined;
}

export function undecided(
  reason: string,
  because: FileRange | null = null,
  whenTrue: SymbolBindings = nothingGiven,
  whenFalse: SymbolBindings = nothingGiven,
): UndecidedValue {
  return { kind: "undecided", whenTrue, whenFalse, reason, because };
}

/** A dim as a value; an unknown dim is an unknown value with the same reason. */
export function dimValue(dim: number | SumDim | UnknownDim, origin: FileRange | null = null): Value {
  if (typeof dim !== "number" && dim.kind === "unknown") return unknownValue(dim.reason, origin);
  return numberValue(dim, origin);
}

export function tensorValue(
  made: Made,
  shape: Shape = made.shape,
  origin: FileRange | null = null,
): TensorValue {
  return { kind: "tensor", made, shape, origin };
}

/** The value as given by the author's expression at `origin`; only immutable kinds carry it. */
export function from(value: Value, origin: FileRange): Value {
  switch (value.kind) {
    case "number":
      // A place that only passes a number on is not where it comes from.
      return value.origin !== null && isNoSize(value)
        ? { ...value, origin, sources: sourcesOf(value) }
        : { ...value, origin };
    case "string":
    case "boolean":
    case "tensor":
    case "undefined":
    case "null":
      return { ...value, origin };
    default:
      return value;
  }
}

/** Whether this number cannot be a size, because it is not a whole number above 0. */
export function isNoSize({ dim, over }: NumberValue): boolean {
  return over === null && typeof dim === "number" && !canBeSize(dim);
}

export function canBeSize(number: number): boolean {
  return Number.isSafeInteger(number) && number > 0;
}

/** Where a number is written, or those that it was calculated from. */
export function sourcesOf({ sources, origin }: NumberValue): readonly FileRange[] {
  return sources ?? (origin === null ? [] : [origin]);
}

/** Where the author gave the value: for an array its first part that has a place. */
export function originOf(value: Value): FileRange | null {
  if (value.kind === "array") return firstOrigin(value);
  return ("origin" in value ? value.origin : null) ?? null;
}

function firstOrigin(array: ArrayValue): FileRange | null {
  for (const element of array.elements) {
    const origin = originOf(element);
    if (origin !== null) return origin;
  }
  return array.origin;
}
