import type { FileRange } from "../../base/index.ts";
import type { Attrs, Dim, Shape, SumDim } from "../../ir/index.ts";
import type { Frame, Machine } from "../run/machine.ts";
import type { ClassCode, FunctionCode } from "./code.ts";
import type { Scope } from "./scope.ts";

/** A place in an author's file. */
export type Place = FileRange;

/**
 * What an expression may be worth without running it. Numbers may be formulas; a boolean may be undecided; what
 * nobody can tell is `unknown` with its reason. Immutable kinds remember the author's expression that gave them.
 */
export type Value =
  | NumberValue
  | StringValue
  | BooleanValue
  | UndecidedValue
  | UndefinedValue
  | NullValue
  | TensorValue
  | ArrayValue
  | ObjectValue
  | FunctionValue
  | NativeValue
  | ClassValue
  | NamespaceValue
  | MapValue
  | SetValue
  | EitherValue
  | UnknownValue;

/** `dim / over`; anything but a whole number of known size has `over`, until a rounding takes it away. */
export interface NumberValue {
  readonly kind: "number";
  readonly dim: number | SumDim;
  readonly over: number | SumDim | null;
  readonly origin: Place | null;
}

export interface StringValue {
  readonly kind: "string";
  readonly text: string;
  readonly origin: Place | null;
}

export interface BooleanValue {
  readonly kind: "boolean";
  readonly value: boolean;
  readonly origin: Place | null;
}

/** What holds for symbols where a condition holds: `stride !== 1` being false says that stride is 1. */
export type Given = ReadonlyMap<string, Dim>;

/** A boolean that may be either, with what follows from each. */
export interface UndecidedValue {
  readonly kind: "undecided";
  readonly whenTrue: Given;
  readonly whenFalse: Given;
  readonly reason: string;
  readonly because: Place | null;
}

export interface UndefinedValue {
  readonly kind: "undefined";
}

export interface NullValue {
  readonly kind: "null";
}

/** The application of an op that a tensor came from; its identity is the tensor's. */
export interface Made {
  readonly op: string;
  readonly attrs: Attrs;
  readonly inputs: readonly Made[];
  readonly shape: Shape;
  readonly owner: ObjectValue | null;
  readonly scope: ModelScope | null;
  /** The innermost call in an author's file. */
  readonly source: Place | null;
}

/** In whose forward an op is applied: the model that was called, and the module that runs right now. */
export interface ModelScope {
  readonly root: ObjectValue;
  readonly module: ObjectValue;
  /** The scope of the caller; null around the root's. */
  readonly outer: ModelScope | null;
}

export interface TensorValue {
  readonly kind: "tensor";
  readonly made: Made;
  readonly shape: Shape;
  readonly origin: Place | null;
}

/** What holds other values and changes. `born` and `saved` are epochs of the journal. */
export interface Holder {
  readonly born: number;
  saved: number;
}

export interface ArrayValue extends Holder {
  readonly kind: "array";
  elements: Value[];
  /** Why nobody can tell how long it is; null where it is as long as it looks. */
  uncertain: UnknownValue | null;
  readonly origin: Place | null;
}

export interface Accessor {
  get: FunctionValue | null;
  set: FunctionValue | null;
}

export interface ObjectValue extends Holder {
  readonly kind: "object";
  readonly class: ClassValue | null;
  /** Private names keep their `#`. */
  properties: Map<string, Value>;
  readonly accessors: Map<string, Accessor>;
  /** For instances of `Module`. */
  readonly module: ModuleState | null;
}

/** What is known of one instance of a module beside its fields. */
export interface ModuleState {
  /** The op and attributes that it stands for, where it is a layer. */
  layer: { readonly op: string; readonly attrs: Attrs } | null;
  /** From which calls it was constructed, innermost first. */
  readonly frame: Frame | null;
  readonly calls: { readonly inputs: readonly Shape[]; readonly outputs: readonly Shape[] }[];
  /** How often its forward is running right now. */
  running: number;
}

export interface FunctionValue {
  readonly kind: "function";
  readonly code: FunctionCode;
  readonly scope: Scope;
  readonly properties: Map<string, Value>;
}

/** A function of the host. `self` is what it was taken from. */
export type NativeCall = (m: Machine, self: Value, args: readonly Value[]) => Value;

export interface NativeValue {
  readonly kind: "native";
  readonly name: string;
  readonly call: NativeCall;
  readonly construct: ((m: Machine, args: readonly Value[]) => Value) | null;
  readonly members: ReadonlyMap<string, Value>;
}

export type Member =
  | { readonly kind: "method"; readonly value: FunctionValue }
  | { readonly kind: "accessor"; readonly value: Accessor };

export interface ClassValue extends Holder {
  readonly kind: "class";
  readonly name: string;
  readonly code: ClassCode;
  readonly parent: Value | null;
  readonly scope: Scope;
  /** Whether it descends from `Module`. */
  readonly isModule: boolean;
  readonly prototype: Map<string, Member>;
  properties: Map<string, Value>;
  readonly accessors: Map<string, Accessor>;
  /** How many instances of exactly this class there are. */
  instances: ObjectValue[];
}

/** `import * as name`, a namespace, or a file as a whole. */
export interface NamespaceValue {
  readonly kind: "namespace";
  readonly name: string;
  readonly isLibrary: boolean;
  /** Undefined where it has no such name. */
  readonly member: (name: string) => Value | undefined;
  readonly names: () => readonly string[];
}

export interface MapValue extends Holder {
  readonly kind: "map";
  entries: Map<unknown, readonly [key: Value, value: Value]>;
}

export interface SetValue extends Holder {
  readonly kind: "set";
  entries: Map<unknown, Value>;
}

/** One of several, depending on a condition; each with what is known where it holds. */
export interface EitherValue {
  readonly kind: "either";
  readonly options: readonly { readonly value: Value; readonly given: Given }[];
}

export interface UnknownValue {
  readonly kind: "unknown";
  /** A sentence without its full stop: why nobody can tell. */
  readonly reason: string;
  readonly because: Place | null;
  /** What `typeof` says, where at least that is known. */
  readonly type?: "number" | "string" | "boolean";
}
