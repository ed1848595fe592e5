import type { Attrs, Shape } from "../../ir/index.ts";
import type { Reads } from "./journal.ts";
import type { ArrayValue, ClassValue, Made, ModuleState, ObjectValue, Value } from "./value.ts";

/**
 * What a call of the library made and did, so that an equal call need not run. The call constructs a layer or
 * block, runs its forward, or asks for or sets something of a layer or of a tensor that one keeps. Nothing of the
 * author's code is in a recipe: places and argument tensors are those of the call that follows it.
 */
export interface Recipe {
  /** How many steps the call took, and how deeply calls were nested in it. */
  readonly steps: number;
  readonly depth: number;
  /** Whether it changes anything, be it only of its own: some repetitions are seen by the journal's clock. */
  readonly raisesClock: boolean;
  /** What it read that is older than the call. */
  readonly reads: Reads;
  /** Which members of the called module's family it read. */
  readonly members: readonly number[];
  /** Which kept tensors of the family it read, each with the calls of its own family. */
  readonly tensors: readonly (readonly [kept: number, calls: Calls])[];
  readonly things: readonly MadeThing[];
  /** The modules that were constructed, in order. */
  readonly modules: readonly number[];
  readonly scopes: readonly MadeScope[];
  readonly applications: readonly Application[];
  readonly calls: readonly MadeCall[];
  /** The tensors that layers keep from this call on. */
  readonly kept: readonly MadeTensor[];
  /** What it changed of the family that it is called on. */
  readonly changes: readonly Change[];
  readonly result: Ingredient;
  readonly families: readonly InnerFamily[];
  /**
   * The things that join the family that it is called on. What a kept tensor's object holds is a family of its own, because
   * it may change while the layer stays as it is.
   */
  readonly joining: readonly number[];
  /** The calls of the family that it leaves: of what it constructs, or of what it changes. */
  readonly next: Calls;
}

/** The recipes of calls on things in one state, by keys of the arguments; null where there can be none. */
export type Calls = Map<string, Recipe | null>;

/** A module, or a tensor that a layer keeps, with everything that recipes made and left of it, in their order. */
export interface Family {
  readonly calls: Calls;
  readonly things: readonly Thing[];
  /** Which of the things belong to it; null if all of them do. */
  readonly of: readonly number[] | null;
  /** The tensors that its layer keeps, as far as they were asked for; the tensor that it is. */
  readonly kept: readonly Made[];
  /**
   * The time of the journal at which it was made. If nothing in it has changed since, it is as its recipe says.
   */
  readonly since: number;
  /** What it was before a call that changed it, and these things with the times of that: they may be taken back. */
  readonly before?: { readonly family: Family; readonly changes: readonly (readonly [Thing, number])[] };
}

/** Whether these members of a family, or all of them, are as its recipe says. */
export function areAsMade(family: Family, members?: readonly number[]): boolean {
  const things = members?.map((index) => memberAt(family, index)) ?? membersOf(family);
  return things.every(({ changed }) => changed <= family.since);
}

export function memberAt({ things, of }: Family, index: number): Thing {
  return things[of === null ? index : (of[index] ?? -1)] as Thing;
}

/** The things of a family in the order of its recipe. */
export function membersOf(family: Family): readonly Thing[] {
  const { things, of } = family;
  return of === null ? things : of.map((_, index) => memberAt(family, index));
}

/** A module inside that has recipes of its own, or a tensor that is kept: `kept` is an index of it. */
export interface InnerFamily {
  readonly root: number;
  readonly calls: Calls;
  readonly of: readonly number[];
  readonly kept: readonly number[];
}

export type Thing = ArrayValue | ObjectValue;

/**
 * How to make the result, or a value inside a thing. `index` is that of a thing, a family member or an argument; of a kept
 * tensor, among those of the family and then the new ones.
 */
export type Ingredient =
  | { readonly kind: "same"; readonly value: Value }
  /** The same value, with the places of arguments: `origin` and `sources` are indices of `Given.origins`. */
  | {
      readonly kind: "from";
      readonly value: PlaceableValue;
      readonly origin: number | null;
      readonly sources: readonly number[];
    }
  | { readonly kind: "thing" | "member" | "argument"; readonly index: number }
  | { readonly kind: "kept"; readonly index: number; readonly origin: number | null }
  | {
      readonly kind: "tensor";
      readonly made: number;
      readonly shape: number;
      readonly origin: number | null;
    };

/** A plain value, which knows where the author wrote it. */
export type PlaceableValue = Extract<
  Value,
  { readonly kind: "number" | "string" | "boolean" | "null" | "undefined" }
>;

export type MadeThing = MadeObject | MadeArray;

export interface MadeObject {
  readonly kind: "object";
  readonly class: ClassValue | null;
  /** In order. Those that are in `varying` are only placeholders here. */
  readonly properties: ReadonlyMap<string, Value>;
  readonly varying: readonly (readonly [name: string, ingredient: Ingredient])[];
  readonly unlisted: ReadonlySet<string> | null;
  readonly module: Pick<ModuleState, "layer" | "fixed"> | null;
}

export interface MadeArray {
  readonly kind: "array";
  readonly elements: readonly Ingredient[];
  readonly origin: number | null;
}

/** The index of a thing; below 0, of a member of the called module's family: -1 is the first. */
type ModuleIndex = number;

/**
 * A `ModelScope` without its root. `outer` is the index of an earlier scope, or -1 for the scope around the call.
 */
export interface MadeScope {
  readonly module: ModuleIndex;
  readonly outer: number;
}

/** An application of an op. An input is the index of an earlier one; below 0, of an argument: -1 is the first. */
export interface Application {
  readonly op: string;
  readonly attrs: Attrs;
  readonly inputs: readonly number[];
  /** Which shape object of the call it has: tensors may share one, and consequences are recognised by it. */
  readonly shape: number;
  readonly dims: Shape;
  readonly owner: ModuleIndex | null;
  readonly scope: number;
  /** Whether the result shares the storage of the first input. */
  readonly isView: boolean;
}

/** A tensor that a layer keeps: `thing` is its object. */
export interface MadeTensor {
  readonly op: string;
  readonly attrs: Attrs;
  readonly dims: Shape;
  readonly thing: number;
  readonly owner: ModuleIndex;
}

/** What a member of the family holds after a call that changes it. */
export interface Change {
  readonly member: number;
  readonly made: MadeThing;
}

/** A call of a module, as an editor shows it. */
export interface MadeCall {
  readonly module: ModuleIndex;
  readonly inputs: readonly Shape[];
  readonly outputs: readonly Shape[];
}
