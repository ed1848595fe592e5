import type { FileRange } from "../../base/index.ts";
import type { Attrs, CallScope, Shape, SymbolBindings } from "../../ir/index.ts";
import type { ParameterDeclaration, ParsedFile } from "../syntax/index.ts";
import type {
  ArmDoubt,
  BigIntValue,
  BooleanValue,
  Frame,
  Holder,
  JumpCompletion,
  KeyDoubt,
  MemberKey,
  NameMeant,
  Names,
  NullValue,
  NumberValue,
  RowDoubt,
  StringValue,
  SymbolValue,
  TypedArrayName,
  UndecidedValue,
  UndefinedValue,
  UnknownValue,
} from "./plain-value.ts";
import type { PromiseOf } from "./promise-state.ts";

export type * from "./plain-value.ts";

/**
 * What is known of an expression's value without running it. Numbers may be formulas; a boolean may be undecided; what
 * cannot be known is `unknown` with its reason. Immutable kinds remember the author's expression that gave them.
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
  | SymbolValue
  | BigIntValue
  | IteratorValue
  | EitherValue
  | UnknownValue;

/** What gives values one after the other, each once: a generator that runs, `map.keys()`. */
export interface IteratorValue {
  readonly kind: "iterator";
  readonly source: IteratorSource;
  /** The epoch of the journal. How far it has got cannot be taken back, so it is lost where that depends on a condition. */
  readonly born: number;
  /** A time of the journal's clock. */
  readonly made: number;
  isDone: boolean;
  /** Why it is not known what comes next. */
  lost: UnknownValue | null;
  /** Whether its methods give promises. */
  readonly isAsync?: boolean;
}

export interface IteratorSource {
  /** Goes on to the next value; a generator gets what `next` was given. */
  next(sent: Value): IteratorStep;
  /** Ends a generator early: what it gives then. */
  return?(value: Value): IteratorStep;
  /** Throws in a generator where it stands, what was thrown elsewhere before. */
  throw?(error: Value, thrownAt?: FileRange | null): IteratorStep;
  /** All that is left, where that can be had at once. */
  rest?(): Row;
  /** How many values are left, where that is known. */
  left?(): number;
}

/** What an iterator gives. With a doubt it may not come to that. */
export interface IteratorStep extends Yielded {
  readonly isDone: boolean;
  /** Where it is known what may come, in which order: why this may not be there. */
  readonly lacks?: UnknownValue | null;
}

/** A value that a generator yields; with a doubt it may not come to that. */
export interface Yielded {
  readonly value: Value;
  readonly doubt: UnknownValue | null;
  /** Whether an async function waits for the value. */
  readonly isAwait?: boolean;
}

/** The body of a generator, which stops at each `yield` and goes on with what `next` was given. */
export type Generate = (scope: Scope) => Yields;
/** What runs as a part of a generator: it yields values, is sent others, and ends with a result. */
export type Yields<T = Completion> = Generator<Yielded, T, Value>;

/** The application of an op that a tensor came from; its identity is the tensor's. */
export interface Made {
  readonly op: string;
  readonly attrs: Attrs;
  readonly inputs: readonly Made[];
  readonly shape: Shape;
  readonly owner: ObjectValue | null;
  readonly scope: ModelScope | null;
  /** The innermost call in an author's file. */
  readonly source: FileRange | null;
  /** What decides whether, or how often, the op is applied at all; null where it certainly is, once. */
  readonly doubt?: ArmDoubt | null;
  /** The application of one arm that this one stands for, with the shape that both arms agree on. */
  readonly joined?: Made;
  /** For a tensor that a module or a layer keeps: its object, which has its own fields. */
  readonly kept?: ObjectValue;
  /** Whether it only stands for what a refused op was meant to give, or was computed from that. */
  readonly isGuess?: boolean;
  /** Whether it is a model's input whose sizes are assumed. */
  readonly isAssumed?: true;
}

/** In whose forward an op is applied: the model that was called, and the module that runs right now. */
export type ModelScope = CallScope<ObjectValue>;

export interface TensorValue {
  readonly kind: "tensor";
  readonly made: Made;
  readonly shape: Shape;
  readonly origin: FileRange | null;
  /** Whether it was read as `x.data`, which is the tensor and, called, promises its numbers. */
  readonly isData?: true;
}

/** An array, map or set: what is kept beside its elements is an object of its own. */
export interface Extensible {
  /** Further properties, and the author's class that it is an instance of; absent where there are neither. */
  extras?: ObjectValue;
}

/** What the `this` of a constructor is. */
export type Instance = ObjectValue | ArrayValue | MapValue | SetValue;

/** Values in a row. With a doubt, all that may be in it, in order. */
export interface Row {
  readonly elements: readonly Value[];
  readonly doubt: RowDoubt | null;
}

export interface ArrayValue extends Holder, Extensible {
  readonly kind: "array";
  elements: Value[];
  /** Null where it is as long as it looks. */
  doubt: RowDoubt | null;
  readonly origin: FileRange | null;
  /** What it has beside its elements: a match of a regular expression has an index and groups. */
  readonly named?: ReadonlyMap<string, Value>;
  /** For an array that holds numbers of one type only: its class. */
  readonly typed?: TypedArrayName;
  /** For a `subarray`: the array that holds its elements, and the index there of its first one. */
  readonly shares?: { readonly array: ArrayValue; readonly from: number };
  /** Whether its bytes may change elsewhere, so that no element is known. */
  isExposed?: true;
  /** Whether it is a function's `arguments`, which has none of an array's methods and keeps its length. */
  readonly isArguments?: true;
}

export interface Accessor {
  get: FunctionValue | null;
  set: FunctionValue | null;
  /** How many properties of an object come before it. */
  readonly place?: number;
}

export interface ObjectValue extends Holder {
  readonly kind: "object";
  readonly class: ClassValue | null;
  /** Private names keep their `#`. */
  properties: Map<string, Value>;
  doubt: KeyDoubt | null;
  accessors: ReadonlyMap<string, Accessor>;
  /** The object that it inherits from where that is not its class's prototype; null where it inherits from nothing. */
  proto?: ObjectValue | null;
  /** Own properties that keep their value, and those that can neither be deleted nor described anew. */
  constants?: Set<string>;
  fixed?: Set<string>;
  /** Own properties that no listing shows; null where there are none. */
  unlisted: Set<string> | null;
  /** For instances of `Module`. */
  readonly module: ModuleState | null;
  /** For what a class of the host made. */
  readonly hostMade: HostMade | null;
}

/** An object that a class of the host made: an error, a regular expression. */
export interface HostMade {
  readonly by: NativeValue;
  /** The regular expression itself; where it goes on searching is a property of the object. */
  readonly pattern: RegExp | null;
  readonly promise?: PromiseState;
}

export type PromiseState = PromiseOf<Value>;

/** What is known of one instance of a module beside its fields. */
export interface ModuleState {
  /** The op and attributes that it stands for, where it is a layer. */
  layer: { readonly op: string; readonly attrs: Attrs } | null;
  /** From which calls it was constructed, innermost first. */
  readonly frame: Frame | null;
  readonly calls: { readonly inputs: readonly Shape[]; readonly outputs: readonly Shape[] }[];
  /** The fields that shape its weights and cannot be set again. */
  fixed: ReadonlySet<string>;
  /** For a tensor that is held by itself: it has a path as modules have, and is none. */
  parameter: TensorValue | null;
  /** The tensors of the layer that code has read, as objects, by their names. */
  kept: ReadonlyMap<string, ObjectValue>;
}

export interface FunctionValue extends Holder {
  readonly kind: "function";
  readonly code: FunctionCode;
  readonly scope: Scope;
  /** Its `prototype`, once somebody asks for that. */
  shown?: ObjectValue;
  properties: Map<string, Value>;
  doubt: KeyDoubt | null;
}

/** A function of the host. `m` is the machine that calls it, opaque here; `self` is what the function was taken from. */
export interface NativeValue {
  readonly kind: "native";
  readonly name: string;
  call(m: object, self: Value, args: readonly Value[]): Value;
  /** What `new` does with it; absent where it is no class. */
  construct?(m: object, args: readonly Value[]): Value;
  readonly members: ReadonlyMap<string, Value>;
  /** The class of the host that it inherits from. */
  readonly parent?: NativeValue;
}

/** What instances of a class inherit: mostly methods, but code may put any value on its prototype. */
export type InheritedMember =
  | { readonly kind: "value"; readonly value: Value }
  | { readonly kind: "accessor"; readonly value: Accessor };

export interface ClassValue extends Holder {
  readonly kind: "class";
  readonly name: string;
  readonly code: ClassCode;
  readonly parent: Value | null;
  readonly scope: Scope;
  readonly isModule: boolean;
  readonly prototype: Map<string, InheritedMember>;
  properties: Map<string, Value>;
  doubt: KeyDoubt | null;
  accessors: ReadonlyMap<string, Accessor>;
  /** Its `prototype`, once an author asks for that: what is written there counts before `prototype`. */
  shown?: ObjectValue;
  /** What decorators made of its fields' initial values, and want to do with each instance. */
  readonly decorated: { readonly fields: Map<FieldCode, readonly Value[]>; readonly instances: Value[] };
  /** How many instances of exactly this class there are. */
  instances: ObjectValue[];
}

/** `import * as name`, a namespace, a file as a whole, or an object of the host; `member` gives undefined for other names. */
export interface NamespaceValue {
  readonly kind: "namespace";
  readonly name: string;
  readonly isLibrary: boolean;
  readonly isHost?: true;
  readonly member: (name: string) => Value | undefined;
  readonly names: () => readonly string[];
  readonly meant?: NameMeant;
  /** Sets what an author's namespace exports; absent where nothing can be set. */
  readonly set?: (name: string, value: Value) => void;
}

export interface MapValue extends Holder, Extensible {
  readonly kind: "map";
  entries: Map<unknown, readonly [key: Value, value: Value]>;
  doubt: KeyDoubt | null;
  /** Whether it is a `WeakMap`, whose keys are objects. */
  readonly isWeak?: boolean;
}

export interface SetValue extends Holder, Extensible {
  readonly kind: "set";
  entries: Map<unknown, Value>;
  doubt: KeyDoubt | null;
  /** Whether it is a `WeakSet`, whose values are objects. */
  readonly isWeak?: boolean;
}

/** One of several, depending on a condition; each with what is known where it holds. */
export interface EitherValue {
  readonly kind: "either";
  readonly options: readonly {
    readonly value: Value;
    readonly given: SymbolBindings;
    /** The condition, where it is known. */
    readonly because?: FileRange | null;
  }[];
}

/** The variables of one run through a block or function. A slot that was not reached yet is undefined. */
export interface Scope extends Holder {
  slots: (Value | undefined)[];
  readonly parent: Scope | null;
}

/** Compiled syntax: a closure that runs in a scope. */
export type Evaluate = (scope: Scope) => Value;
export type Execute = (scope: Scope) => Completion;
/** Stores a value in what an assignment or a pattern names. */
export type Assign = (scope: Scope, value: Value) => void;

/** How a statement ended; undefined where the next one follows. */
export type Completion = { readonly kind: "return"; readonly value: Value } | JumpCompletion | undefined;

export interface FunctionCode {
  readonly name: string;
  readonly isArrow: boolean;
  readonly isMethod: boolean;
  readonly isGenerator: boolean;
  readonly isAsync: boolean;
  readonly isLibrary: boolean;
  /** How many arguments it expects, as its `length` says, and how many it has parameters for; infinite with a rest. */
  readonly length: number;
  readonly most: number;
  readonly usesArguments: boolean;
  /** Where a function expression finds itself under its own name; null where it has none. */
  readonly ownSlot: number | null;
  /** Where the constructor of a derived class keeps its instance, which is `this` only after `super()`; else null. */
  readonly instanceSlot: number | null;
  /** Of an author's method or function expression whose body has no `return` with a value: its name, or its head. */
  readonly returnless: FileRange | null;
  /** Of the whole declaration, in an author's file. */
  readonly place: FileRange | null;
  /** Whether anything in it depends on a condition, so that a call of itself may not be made each time. */
  chooses(): boolean;
  /** Whether it can be seen to change what is outside of it. */
  changesOutside(): boolean;
  readonly names: Names;
  /** The compiled parameters and body; made on the first call. */
  prepare(): Prepared;
}

export interface Prepared {
  readonly bind: (scope: Scope, args: readonly Value[]) => void;
  readonly body: Execute;
  /** For a generator, instead of the body. */
  readonly generate: Generate | null;
}

export interface FieldCode {
  readonly key: (scope: Scope) => MemberKey;
  /** Undefined for a declaration without an initialiser, which makes the field undefined all the same. */
  readonly initialise: ((scope: Scope) => Value) | null;
  /** For `name!: T`: where it is declared. */
  readonly definite?: UnknownValue;
  /** Whether it is an `accessor`, which no listing shows. */
  readonly isAccessor: boolean;
  readonly names: Names;
  /** Where it is written: decorators run in that order. */
  readonly pos: number;
  readonly decorators: readonly Evaluate[];
}

export interface MethodCode extends Pick<FieldCode, "key" | "pos" | "decorators"> {
  readonly code: FunctionCode;
  readonly kind: "method" | "get" | "set";
}

export interface ClassCode {
  readonly name: string;
  readonly isLibrary: boolean;
  readonly file: ParsedFile;
  /** Of the declaration, in an author's file. */
  readonly place: FileRange | null;
  chooses(): boolean;
  readonly names: Names;
  /** Whether it has a constructor of its own, with these parameters. */
  readonly hasConstructor: boolean;
  readonly parameters: readonly ParameterDeclaration[];
  /** The names written for fields, of the body and of such parameters. */
  fieldNames(): readonly string[];
  readonly parent: Evaluate | null;
  readonly construct: FunctionCode | null;
  readonly methods: readonly MethodCode[];
  readonly fields: readonly FieldCode[];
  readonly staticMethods: readonly MethodCode[];
  /** Static fields and blocks, in order. */
  readonly statics: readonly (FieldCode | { readonly block: Execute; readonly names: Names })[];
  readonly decorators: readonly Evaluate[];
  /** Works out the computed names of members, in order, before anything static runs. */
  readonly workOutKeys: (scope: Scope) => void;
}
