import type { Attrs, Shape } from "../../ir/index.ts";
import type { Mutable } from "./journal.ts";
import type { ArrayValue, ClassValue, ModuleState, ObjectValue, Value } from "./value.ts";

/**
 * What a call of the library's made and did, so that the same call again need not run: the construction of a layer or block, or
 * the forward of one. It holds nothing of an author's: places and tensors are those of the call that repeats it.
 */
export interface Recipe {
  /** How many steps it took, and how deep its calls were nested. */
  readonly steps: number;
  readonly depth: number;
  /** What it read that is older than it, with the times of the last changes. */
  readonly reads: readonly (readonly [holder: Mutable, changed: number])[];
  readonly things: readonly MadeThing[];
  /** The modules that it constructed, in order. */
  readonly modules: readonly number[];
  readonly scopes: readonly MadeScope[];
  readonly applications: readonly Application[];
  readonly calls: readonly MadeCall[];
  readonly result: Part;
  readonly families: readonly InnerFamily[];
  /** For a construction: what calls of its module did, by what they were given; null where that cannot be repeated. */
  readonly forwards: Map<string, Recipe | null>;
}

/** A module with all that was made for it, in the order of its recipe. While nothing of it has changed, it is as the recipe says. */
export interface Family {
  readonly recipe: Recipe;
  readonly things: readonly Thing[];
  /** Where its things are among them; null if they are all of them. */
  readonly of: readonly number[] | null;
  /** The time of the journal at which it was as its recipe says. */
  readonly since: number;
}

/** The things of a family in the order of its recipe. */
export function membersOf({ things, of }: Family): readonly Thing[] {
  return of === null ? things : of.map((index) => things[index] as Thing);
}

/** A module that was constructed on the way by a recipe of its own. */
export interface InnerFamily {
  readonly module: number;
  readonly recipe: Recipe;
  readonly of: readonly number[];
}

export type Thing = ArrayValue | ObjectValue;

/** How a value in a thing, or the result, comes about. Indices are of things, of members of the called module's family, of arguments. */
export type Part =
  | { readonly kind: "same"; readonly value: Value }
  /** The same from places where the author gave arguments. */
  | {
      readonly kind: "from";
      readonly value: PlaceableValue;
      readonly origin: number | null;
      readonly sources: readonly number[];
    }
  | { readonly kind: "thing" | "member" | "argument"; readonly index: number }
  | {
      readonly kind: "tensor";
      readonly made: number;
      readonly shape: number;
      readonly origin: number | null;
    };

/** What remembers where the author gave it. */
export type PlaceableValue = Extract<
  Value,
  { readonly kind: "number" | "string" | "boolean" | "null" | "undefined" }
>;

export type MadeThing = MadeObject | MadeArray;

export interface MadeObject {
  readonly kind: "object";
  readonly class: ClassValue | null;
  /** In order; those that `varying` gives are only placeholders. */
  readonly properties: ReadonlyMap<string, Value>;
  readonly varying: readonly (readonly [name: string, part: Part])[];
  readonly unlisted: ReadonlySet<string> | null;
  readonly module: Pick<ModuleState, "layer" | "fixed"> | null;
}

export interface MadeArray {
  readonly kind: "array";
  readonly elements: readonly Part[];
  readonly origin: number | null;
}

/** The thing with that index; a member of the called module's family where it is below 0: -1 is the first. */
type ModuleIndex = number;

/** As `ModelScope`, but for the root, within an earlier scope or, where that is -1, the one around the call. */
export interface MadeScope {
  readonly module: ModuleIndex;
  readonly outer: number;
}

/** An application of an op. Its inputs are earlier ones; arguments of the call where they are below 0: -1 is the first. */
export interface Application {
  readonly op: string;
  readonly attrs: Attrs;
  readonly inputs: readonly number[];
  /** Tensors may share one shape, and faults are told apart by it: which one of those that the call knows. */
  readonly shape: number;
  readonly dims: Shape;
  readonly owner: ModuleIndex | null;
  readonly scope: number;
  /** Whether it shares the storage of its first input. */
  readonly isView: boolean;
}

/** A call of a module, with the shapes that an editor shows of it. */
export interface MadeCall {
  readonly module: ModuleIndex;
  readonly inputs: readonly Shape[];
  readonly outputs: readonly Shape[];
}
