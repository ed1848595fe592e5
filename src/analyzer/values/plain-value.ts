import type { FileRange } from "../../base/index.ts";
import type { Dim, SumDim } from "../../ir/index.ts";

/* Values that hold no other values. */

/** `dim / over`; anything but a whole number of known size has `over`, until a rounding takes it away. */
export interface NumberValue {
  readonly kind: "number";
  readonly dim: number | SumDim;
  readonly over: number | SumDim | null;
  readonly origin: FileRange | null;
}

export interface StringValue {
  readonly kind: "string";
  readonly text: string;
  readonly origin: FileRange | null;
}

export interface BooleanValue {
  readonly kind: "boolean";
  readonly value: boolean;
  readonly origin: FileRange | null;
}

export interface NullValue {
  readonly kind: "null";
}

export interface SymbolValue {
  readonly kind: "symbol";
  /** Its name among the keys of an object; no other symbol has it. */
  readonly key: string;
  readonly description: string;
}

export interface BigIntValue {
  readonly kind: "bigint";
  readonly value: bigint;
}

export type TypedArrayName =
  | "Int8Array"
  | "Uint8Array"
  | "Uint8ClampedArray"
  | "Int16Array"
  | "Uint16Array"
  | "Int32Array"
  | "Uint32Array"
  | "Float32Array"
  | "Float64Array"
  | "BigInt64Array"
  | "BigUint64Array";

/** What holds for symbols where a condition holds: `stride !== 1` being false says that stride is 1. */
export type Given = ReadonlyMap<string, Dim>;

/** A boolean that may be either, with what follows from each. */
export interface UndecidedValue {
  readonly kind: "undecided";
  readonly whenTrue: Given;
  readonly whenFalse: Given;
  readonly reason: string;
  readonly because: FileRange | null;
  /** Whether it decides how often something happens, not only whether. */
  readonly repeats?: boolean;
}

export interface UndefinedValue {
  readonly kind: "undefined";
  /** Why, as a clause: "forward of Net returns nothing". Left out where nobody would wonder. */
  readonly cause?: string;
}

/** Why an arm of a condition that is being followed may not be taken. */
export interface ArmDoubt {
  readonly reason: string;
  readonly because: FileRange | null;
  readonly repeats: boolean;
  /** Whether the other arm turned out to throw, so that this one is taken for certain. */
  isSettled: boolean;
}
