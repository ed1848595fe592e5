import type { FileRange } from "../../../base/index.ts";
import type { Shape } from "../../../ir/index.ts";
import { readsIn } from "../../values/journal.ts";
import {
  type Application,
  areAsMade,
  type Change,
  type Family,
  type Ingredient,
  type InnerFamily,
  type MadeArray,
  type MadeCall,
  type MadeObject,
  type MadeScope,
  type MadeTensor,
  type MadeThing,
  membersOf,
  type PlaceableValue,
  type Recipe,
  type Thing,
} from "../../values/recipe.ts";
import type { Made, ModelScope, ModuleState, ObjectValue, TensorValue, Value } from "../../values/value.ts";
import type { NewlyKept, Watch } from "../../values/watch.ts";
import { presentDoubt } from "../arms/fork.ts";
import type { Machine } from "../machine.ts";
import type { ModuleCall } from "../records.ts";
import { familyOf, familyOfTensor } from "./families.ts";
import { type GivenArguments, isLasting, isPlainArray, isPlainObject } from "./recipe-keys.ts";
import { isView } from "./tensor-states.ts";

/** What a call of the library did. */
export interface Done {
  readonly given: GivenArguments;
  /** What it was called on; null for a construction. */
  readonly family: Family | null;
  /** Whether it may change the family. */
  readonly changes: boolean;
  readonly result: Value;
  readonly watch: Watch;
  readonly raisesClock: boolean;
  readonly steps: number;
  readonly depth: number;
  readonly modules: readonly ObjectValue[];
  readonly applied: readonly Made[];
  readonly calls: readonly ModuleCall[];
}

/** A recipe, with what the call that it describes has made. */
export interface WrittenRecipe {
  readonly recipe: Recipe;
  readonly things: readonly Thing[];
  /** The kept tensors of the family, and then those of the call. */
  readonly kept: readonly Made[];
}

/** Thrown where a recipe could not repeat something. */
class Unrepeatable extends Error {}

/** The recipe of a call; undefined where it cannot be repeated. */
export function writeRecipe(m: Machine, done: Done): WrittenRecipe | undefined {
  try {
    return write(m, done);
  } catch (error) {
    if (error instanceof Unrepeatable) return undefined;
    throw error;
  }
}

/** The indices by which a recipe names the things, tensors, shapes and scopes of a call. */
interface Numbering {
  readonly m: Machine;
  readonly done: Done;
  readonly things: Map<Thing, number>;
  readonly members: ReadonlyMap<Thing, number>;
  /** What the kept tensors of the family consist of, each with the tensor's index. */
  readonly tensors: ReadonlyMap<Thing, number>;
  readonly made: Map<Made, number>;
  readonly kept: ReadonlyMap<Made, number>;
  readonly shapes: Map<Shape, number>;
  readonly scopes: Map<ModelScope, number>;
  readonly madeScopes: MadeScope[];
}

function write(m: Machine, done: Done): WrittenRecipe {
  const { given, family, watch } = done;
  const newlyKept = watch.kept.map(madeAndKept);
  const allKept = [...(family?.kept ?? []), ...newlyKept];
  if (done.changes ? holdsOthers(family, allKept) : newlyKept.length > 0) throw new Unrepeatable();
  const members = new Map(family === null ? [] : membersOf(family).map((thing, index) => [thing, index]));
  const n: Numbering = {
    ...{ m, done, members, things: new Map() },
    tensors: done.changes ? tensorParts(allKept, members) : new Map(),
    made: new Map(given.tensors.map(({ made }, index) => [made, -1 - index])),
    kept: new Map(allKept.map((made, index) => [made, index])),
    shapes: new Map(),
    scopes: new Map(m.modelScope === null ? [] : [[m.modelScope, -1]]),
    madeScopes: [],
  };
  for (const { shape } of given.tensors) shapeIndex(n, shape);
  for (const [index, made] of done.applied.entries()) n.made.set(made, index);
  const result = ingredientOf(n, done.result);
  const modules = done.modules.map((module) => thingIndex(n, module));
  const applications = done.applied.map((made) => applicationOf(n, made));
  const calls = done.calls.map(({ module, inputs, outputs }): MadeCall => {
    return { module: moduleIndex(n, module), inputs, outputs };
  });
  const kept = newlyKept.map((made) => tensorOf(n, made));
  const changes = done.changes ? changesOf(n) : [];
  // Describing a thing may add further ones to the end of the map that is being iterated.
  const things: MadeThing[] = [];
  for (const thing of n.things.keys())
    things.push(thing.kind === "array" ? arrayOf(n, thing) : objectOf(n, thing));
  const all = [...n.things.keys()];
  const ofTensors = kept.map(({ thing }, index) =>
    familyOfKept(things, thing, allKept.length - kept.length + index),
  );
  const { steps, depth, raisesClock } = done;
  const { madeScopes: scopes } = n;
  const recipe: Recipe = {
    ...{
      steps,
      depth,
      raisesClock,
      reads: readsOf(n),
      members: membersRead(n),
      tensors: tensorsRead(n),
      things,
      modules,
      scopes,
      applications,
      ...{ calls, kept, changes, result },
    },
    families: [...all.flatMap((thing) => innerFamilyOf(n, thing) ?? []), ...ofTensors],
    joining: [...things.keys()].filter((index) => !ofTensors.some(({ of }) => of.includes(index))),
    next: new Map(),
  };
  return { recipe, things: all, kept: allKept };
}

/**
 * A recipe only knows what a tensor holds at the end of the call. In an arm of a condition, a change after the layer kept it would
 * have to be undone with the arm.
 */
function madeAndKept({ made, since }: NewlyKept): Made {
  if (made.kept === undefined || made.kept.changed > since) throw new Unrepeatable();
  return made;
}

/** What it read besides its arguments and the module's family, which are compared before a recipe is used. */
function readsOf({ m, done, members, tensors }: Numbering): Recipe["reads"] {
  const reads = readsIn(done.watch).filter(
    ([holder]) =>
      !members.has(holder as Thing) &&
      !tensors.has(holder as Thing) &&
      !done.given.holders.has(holder as Thing),
  );
  // What is neither the library's nor of the family is another thing for another family.
  if (done.changes && reads.some(([holder]) => !isLasting(m, holder))) throw new Unrepeatable();
  return reads;
}

function membersRead({ done, members }: Numbering): readonly number[] {
  if (done.changes) return [...members.values()];
  return [...done.watch.reads].flatMap((holder) => members.get(holder as Thing) ?? []);
}

function tensorParts(kept: readonly Made[], members: Numbering["members"]): Numbering["tensors"] {
  const parts = new Map<Thing, number>();
  for (const [index, made] of kept.entries()) {
    const family = familyOfTensor(made);
    for (const thing of family === undefined ? [] : membersOf(family))
      if (!members.has(thing)) parts.set(thing, index);
  }
  return parts;
}

/** Which kept tensors of the family it read. They have to be as recipes made and left them. */
function tensorsRead({ done, tensors }: Numbering): Recipe["tensors"] {
  const read = new Set([...done.watch.reads].flatMap((holder) => tensors.get(holder as Thing) ?? []));
  return [...read].map((index) => {
    const family = familyOfTensor(done.family?.kept[index]);
    if (family === undefined || !areAsMade(family)) throw new Unrepeatable();
    return [index, family.calls];
  });
}

function ingredientOf(n: Numbering, value: Value): Ingredient {
  switch (value.kind) {
    case "number":
    case "string":
    case "boolean":
    case "null":
    case "undefined":
      return ingredientOfPlain(n, value);
    case "native":
      // It may be a method of what is called here: `weight.size`.
      if (n.done.changes) throw new Unrepeatable();
      return { kind: "same", value };
    case "symbol":
    case "bigint":
      return { kind: "same", value };
    case "class":
    case "function":
      if (!isLasting(n.m, value)) throw new Unrepeatable();
      return { kind: "same", value };
    case "array":
    case "object":
      return ingredientOfThing(n, value);
    case "tensor": {
      if (value.made.kept !== undefined) return ingredientOfKept(n, value);
      const argument = n.done.given.tensors.indexOf(value);
      if (argument >= 0) return { kind: "argument", index: argument };
      const made = n.made.get(value.made);
      if (made === undefined || made < 0 || value.shape !== value.made.shape) throw new Unrepeatable();
      const origin = value.origin === null ? null : originIndex(n, value.origin);
      return { kind: "tensor", made, shape: shapeIndex(n, value.shape), origin };
    }
    default:
      throw new Unrepeatable();
  }
}

function ingredientOfKept(n: Numbering, { made, shape, isData, origin }: TensorValue): Ingredient {
  const index = n.kept.get(made);
  if (index === undefined || shape !== made.shape || isData) throw new Unrepeatable();
  return { kind: "kept", index, origin: origin === null ? null : originIndex(n, origin) };
}

function ingredientOfPlain(n: Numbering, value: PlaceableValue): Ingredient {
  const sources = value.kind === "number" ? (value.sources ?? []) : [];
  if (!value.origin && sources.length === 0) return { kind: "same", value };
  const origin = value.origin ? originIndex(n, value.origin) : null;
  return { kind: "from", value, origin, sources: sources.map((source) => originIndex(n, source)) };
}

function originIndex({ done }: Numbering, origin: FileRange): number {
  const index = done.given.origins.indexOf(origin);
  if (index < 0) throw new Unrepeatable();
  return index;
}

function ingredientOfThing(n: Numbering, value: Thing): Ingredient {
  const member = n.members.get(value);
  if (member !== undefined) return { kind: "member", index: member };
  // It belongs to the caller: the next caller gives another one.
  if (n.done.given.holders.has(value)) throw new Unrepeatable();
  if (isLasting(n.m, value) && !(value.kind === "object" && value.module !== null))
    return { kind: "same", value };
  return { kind: "thing", index: thingIndex(n, value) };
}

function thingIndex({ done, things }: Numbering, thing: Thing): number {
  const known = things.get(thing);
  if (known !== undefined) return known;
  if (thing.changed < done.watch.start) throw new Unrepeatable();
  things.set(thing, things.size);
  return things.size - 1;
}

/** Below 0 for a member of the called module's family. */
function moduleIndex(n: Numbering, module: ObjectValue): number {
  const member = n.members.get(module);
  return member === undefined ? thingIndex(n, module) : -1 - member;
}

function shapeIndex({ shapes }: Numbering, shape: Shape): number {
  const known = shapes.get(shape) ?? shapes.size;
  shapes.set(shape, known);
  return known;
}

function arrayOf(n: Numbering, array: Extract<Thing, { kind: "array" }>): MadeArray {
  if (!isPlainArray(array)) throw new Unrepeatable();
  const { elements, origin } = array;
  return {
    kind: "array",
    elements: elements.map((element) => ingredientOf(n, element)),
    origin: origin === null ? null : originIndex(n, origin),
  };
}

function objectOf(n: Numbering, object: ObjectValue): MadeObject {
  const { class: cls, unlisted, module } = object;
  if (!isPlainObject(object) || (cls !== null && !isLasting(n.m, cls))) throw new Unrepeatable();
  const properties = new Map(object.properties);
  const varying: (readonly [string, Ingredient])[] = [];
  for (const [name, held] of object.properties) {
    const ingredient = ingredientOf(n, held);
    if (ingredient.kind !== "same") varying.push([name, ingredient]);
  }
  for (const [name, { kind }] of varying) if (kind !== "same") properties.set(name, placeholder);
  const made = { kind: "object", class: cls, properties, varying } as const;
  return { ...made, unlisted: unlisted && new Set(unlisted), module: module && stateOf(n, module) };
}

const placeholder: Value = { kind: "undefined" };

function stateOf(
  { m }: Numbering,
  { layer, fixed, frame, parameter, kept }: ModuleState,
): MadeObject["module"] {
  if (frame !== m.frame || parameter !== null || kept.size > 0) throw new Unrepeatable();
  return { layer, fixed };
}

/** What decides whether it is applied is around the call, and then the repetition's own. */
function applicationOf(n: Numbering, made: Made): Application {
  const { op, attrs, shape, owner, scope, isGuess, joined, kept, doubt } = made;
  if (isGuess || joined !== undefined || kept !== undefined || (doubt ?? null) !== presentDoubt(n.m))
    throw new Unrepeatable();
  const inputs = made.inputs.map((input) => n.made.get(input) ?? lost());
  return {
    ...{ op, attrs, inputs, dims: shape, shape: shapeIndex(n, shape), isView: isView(made) },
    owner: owner === null ? null : moduleIndex(n, owner),
    scope: scopeIndex(n, scope),
  };
}

function tensorOf(n: Numbering, { op, attrs, shape, kept, owner }: Made): MadeTensor {
  if (kept === undefined || owner === null) throw new Unrepeatable();
  return { op, attrs, dims: shape, thing: thingIndex(n, kept), owner: moduleIndex(n, owner) };
}

/** What it changed of its family. More than its fields is known of a module: that is not repeated. */
function changesOf(n: Numbering): readonly Change[] {
  const changed = [...n.members].filter(([thing]) => thing.changed >= n.done.watch.start);
  return changed.map(([thing, member]): Change => {
    if (thing.kind === "array") return { member, made: arrayOf(n, thing) };
    if (thing.module !== null) throw new Unrepeatable();
    return { member, made: objectOf(n, thing) };
  });
}

/** Whether a family holds tensors that it was given, beside those that it keeps: what these hold may change elsewhere. */
function holdsOthers(family: Family | null, kept: readonly Made[]): boolean {
  if (family === null) return false;
  return membersOf(family).some((thing) =>
    (thing.kind === "array" ? thing.elements : [...thing.properties.values()]).some(
      (held) => held.kind === "tensor" && !kept.includes(held.made),
    ),
  );
}

/** A kept tensor's object with all that only it holds. */
function familyOfKept(things: readonly MadeThing[], root: number, kept: number): InnerFamily {
  const of = new Set([root]);
  for (const index of of) {
    const made = things[index];
    if (made?.kind === "object" && made.module !== null) throw new Unrepeatable();
    const ingredients =
      made?.kind === "object" ? made.varying.map(([, ingredient]) => ingredient) : (made?.elements ?? []);
    for (const one of ingredients) if (one.kind === "thing") of.add(one.index);
  }
  return { root, calls: new Map(), of: [...of], kept: [kept] };
}

function lost(): never {
  throw new Unrepeatable();
}

function scopeIndex(n: Numbering, scope: ModelScope | null): number {
  if (scope === null) throw new Unrepeatable();
  const known = n.scopes.get(scope);
  if (known !== undefined) return known;
  const made = { module: moduleIndex(n, scope.module), outer: scopeIndex(n, scope.outer) };
  const index = n.madeScopes.push(made) - 1;
  n.scopes.set(scope, index);
  return index;
}

/**
 * The family of a module that a recipe of its own made. Undefined where not all of it is in this recipe, or
 * unchanged.
 */
function innerFamilyOf({ things }: Numbering, thing: Thing): InnerFamily | undefined {
  const family = thing.kind === "object" ? familyOf(thing) : undefined;
  if (family === undefined || thing !== family.things[family.of?.[0] ?? 0]) return undefined;
  const of: number[] = [];
  for (const member of membersOf(family)) {
    const index = things.get(member);
    if (index === undefined || member.changed > family.since) return undefined;
    of.push(index);
  }
  return { root: of[0] ?? 0, calls: family.calls, of, kept: [] };
}
