import type { FileRange } from "../../base/index.ts";
import type { SumDim, SymbolBindings } from "../../ir/index.ts";
import type { LibraryName, MemberUse } from "../../problems/index.ts";

/* Values that hold no other values, and what values of several kinds share. */

/** `dim / over`; anything but a whole number of known size has `over`, until a rounding takes it away. */
export interface NumberValue {
  readonly kind: "number";
  readonly dim: number | SumDim;
  readonly over: number | SumDim | null;
  readonly origin: FileRange | null;
  /** Only for a number that cannot be a size: where it, or those that it was calculated from, are written. */
  readonly sources?: readonly FileRange[];
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
  readonly origin?: FileRange;
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

/** A boolean that may be either, with what follows from each. */
export interface UndecidedValue {
  readonly kind: "undecided";
  /** What holds for symbols there: `stride !== 1` being false says that stride is 1. */
  readonly whenTrue: SymbolBindings;
  readonly whenFalse: SymbolBindings;
  readonly reason: string;
  readonly because: FileRange | null;
  /** Whether it decides how often something happens, not only whether. */
  readonly repeats?: boolean;
}

export interface UndefinedValue {
  readonly kind: "undefined";
  readonly origin?: FileRange;
  /** Why, as a clause: "forward of Net returns nothing". Left out where it is obvious. */
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

export interface UnknownValue {
  readonly kind: "unknown";
  /** A sentence without its full stop: why it is not known. */
  readonly reason: string;
  readonly because: FileRange | null;
  /** The host's object that it is or belongs to, by name: `process`. Members that every host has can be relied on. */
  readonly host?: string;
  /** What `typeof` says, where at least that is known. */
  readonly type?: "number" | "string" | "boolean";
  /** For a text: whether it is an index at least. */
  readonly isIndex?: true;
  /** For a text: whether it contains the whole source of a function or class, so that it is neither a number nor an option. */
  readonly isSource?: true;
  /** For a text or a number: all that it may be. */
  readonly isOneOf?: readonly (string | number)[];
  /** For a number that is 0 or more: what it is certainly less than. */
  readonly range?: NumberRange;
  /** For an `ArrayBuffer`: how many bytes it has. */
  readonly bytes?: number;
}

export interface NumberRange {
  readonly below: number;
  readonly isWhole: boolean;
}

/** An unknown value of which not even the type is known. */
export type OpenValue = Omit<
  UnknownValue,
  "type" | "isIndex" | "isSource" | "isOneOf" | "range" | "bytes"
> & {
  readonly type?: never;
};

/** The name of a class's member, all that it may be where those are few, or undefined where it is not known. */
export type MemberKey = string | readonly string[] | undefined;

/** Gives the library's own name for what was looked for in it under another one; null where no name is similar. */
export type NameMeant = (name: string, use?: MemberUse) => LibraryName | null;

/** That a row may be shorter or longer than it looks. */
export interface RowDoubt {
  readonly why: OpenValue;
  /** How many elements, counted from the first, are certainly where they stand. */
  readonly sure: number;
  /**
   * Which elements may not be there, where all others certainly are, in this order, and there are no more. Those with the same
   * reason are there together or not at all.
   */
  readonly lacking?: ReadonlyMap<number, UnknownValue>;
}

/** That not all keys of a thing are known for sure; neither is their order, unless it says so. */
export interface KeyDoubt {
  readonly why: OpenValue;
  /** Keys that may be missing. Those with the same reason are missing together. */
  readonly missing: ReadonlyMap<unknown, UnknownValue>;
  /** Whether there may be further keys. */
  readonly hasOthers: boolean;
  /** Whether those that are there stand in this order. */
  readonly isOrdered?: boolean;
  /** Whether an index stands one lower for each one before it that is missing, as elements of an array do. */
  readonly moves?: boolean;
  /** Whether code may have given it another prototype, so that what it inherits is not known. */
  readonly hasOtherParent?: boolean;
}

/** What holds other values and changes. `born` and `saved` are epochs of the journal, `changed` is a time of its clock. */
export interface Holder {
  readonly born: number;
  saved: number;
  changed: number;
  /** What `Object.freeze` and the like forbid; changing a frozen thing throws. */
  rigidity?: Rigidity;
  /** What is forbidden if a condition holds. */
  perhapsForbidden?: Restrictions;
}

export type Rigidity = "closed" | "sealed" | "frozen";

/** Which changes of a thing code has forbidden. */
export interface Restrictions {
  readonly rigidity?: Rigidity;
  /** Own properties that keep their value, and those that can neither be deleted nor described anew. */
  readonly constants?: Set<string>;
  readonly fixed?: Set<string>;
}

/**
 * Which names a stretch of syntax introduces, each with its slot. Names are resolved when syntax is compiled; while
 * it runs a scope is only an array.
 */
export interface Names {
  readonly slots: Map<string, number>;
  /**
   * Those that never change, among them the names that a class and a function expression have for themselves, and those that
   * are undefined until their declaration runs; others do not exist before.
   */
  readonly declaredAs: Map<string, "const" | "class" | "function" | "var">;
  readonly parent: Names | null;
}

/** A call in an author's file that is being evaluated, and the ones around it. */
export interface Frame {
  readonly place: FileRange;
  readonly outer: Frame | null;
}

export interface JumpCompletion {
  readonly kind: "break" | "continue";
  readonly label: string | null;
}
