import { beginCall, type Shape } from "../../../ir/index.ts";
import { newArray, newModuleState, newObject } from "../../values/containers.ts";
import { noteRead, touch } from "../../values/journal.ts";
import { tensorValue } from "../../values/make.ts";
import {
  type Change,
  type Family,
  type Ingredient,
  type MadeTensor,
  type MadeThing,
  memberAt,
  membersOf,
  type Recipe,
  type Thing,
} from "../../values/recipe.ts";
import type { Made, ModelScope, ObjectValue, Value } from "../../values/value.ts";
import { advance, countModule, countNode } from "../budget.ts";
import { noteCall } from "../library/module-calls.ts";
import type { Machine } from "../machine.ts";
import { familyOfTensor, nameFamilies } from "./families.ts";
import { keepTensor } from "./keep-tensor.ts";
import { type GivenArguments, noteGiven } from "./recipe-keys.ts";

/** A call that follows a recipe, with what it has made so far. */
interface Repetition {
  readonly m: Machine;
  readonly recipe: Recipe;
  readonly given: GivenArguments;
  readonly family: Family | null;
  readonly things: readonly Thing[];
  readonly made: readonly Made[];
  readonly shapes: readonly Shape[];
  /** The kept tensors of the family, and then those of this call. */
  readonly kept: readonly Made[];
}

/** Makes and does what running the call would. */
export function repeat(m: Machine, recipe: Recipe, given: GivenArguments, family: Family | null): Value {
  const { steps } = m;
  if (recipe.raisesClock) m.journal.clock += 1;
  const things = recipe.things.map((thing) => empty(m, thing, given));
  const made: Made[] = [];
  const shapes: Shape[] = [];
  const kept: Made[] = family === null ? [] : [...family.kept];
  const repetition = { m, recipe, given, family, things, made, shapes, kept };
  noteReads(repetition);
  for (const index of recipe.modules) countModule(m, things[index] as ObjectValue);
  apply(repetition, made, shapes);
  for (const tensor of recipe.kept) kept.push(keep(repetition, tensor));
  for (const [index, thing] of recipe.things.entries()) fill(repetition, thing, things[index] as Thing);
  for (const change of recipe.changes) repeatChange(repetition, change);
  for (const { module, inputs, outputs } of recipe.calls)
    noteCall(m, { module: moduleAt(repetition, module), inputs, outputs });
  nameFamilies(m, recipe, repetition);
  m.steps = steps;
  advance(m, recipe.steps);
  return valueMade(repetition, recipe.result);
}

function noteReads({ m, recipe, given, family }: Repetition): void {
  if (m.journal.watch === null) return;
  for (const [holder] of recipe.reads) noteRead(m.journal, holder);
  if (family !== null) noteFamilyRead(m, recipe, family);
  noteGiven(m, given);
}

function noteFamilyRead({ journal }: Machine, { members, tensors }: Recipe, family: Family): void {
  for (const index of members) noteRead(journal, memberAt(family, index));
  for (const [index] of tensors)
    for (const thing of membersOf(familyOfTensor(family.kept[index]) as Family)) noteRead(journal, thing);
}

function empty(m: Machine, thing: MadeThing, { origins }: GivenArguments): Thing {
  if (thing.kind === "array")
    return newArray(m, [], null, thing.origin === null ? null : origins[thing.origin]);
  const module = thing.module && { ...newModuleState(m.frame), ...thing.module };
  const object = newObject(m, copyOf(thing.properties), thing.class, module);
  if (thing.unlisted !== null) object.unlisted = new Set(thing.unlisted);
  return object;
}

/** As `new Map(map)`, which makes a pair of each entry first. */
function copyOf<K, V>(map: ReadonlyMap<K, V>): Map<K, V> {
  const copy = new Map<K, V>();
  map.forEach((value, key) => {
    copy.set(key, value);
  });
  return copy;
}

function fill(repetition: Repetition, made: MadeThing, thing: Thing): void {
  if (made.kind === "object" && thing.kind === "object") {
    for (const [name, ingredient] of made.varying)
      thing.properties.set(name, valueMade(repetition, ingredient));
  } else if (made.kind === "array" && thing.kind === "array") {
    for (const ingredient of made.elements) thing.elements.push(valueMade(repetition, ingredient));
  }
}

/** Applies the ops that the call applies, each in the scope of the module that applies it. */
function apply(repetition: Repetition, made: Made[], shapes: Shape[]): void {
  const { m, recipe, given } = repetition;
  const { modelScope } = m;
  if (recipe.applications.length === 0 || modelScope === null) return;
  const scopes: ModelScope[] = [];
  for (const { module, outer } of recipe.scopes)
    scopes.push(beginCall(moduleAt(repetition, module), scopes[outer] ?? modelScope));
  for (const { shape } of given.tensors) if (!shapes.includes(shape)) shapes.push(shape);
  for (const application of recipe.applications) {
    const { op, attrs, dims, owner, isView } = application;
    const inputs = application.inputs.map((index) => madeAt(repetition, index));
    shapes[application.shape] ??= dims.slice();
    const shape = shapes[application.shape] as Shape;
    m.onApply?.(
      op,
      attrs,
      inputs.map((input) => input.shape),
    );
    countNode(m);
    m.modelScope = scopes[application.scope] ?? modelScope;
    const applied = { op, attrs, inputs, shape, owner: owner === null ? null : moduleAt(repetition, owner) };
    made.push(
      m.intrinsics.applied(m, { ...applied, isGuess: false }, isView ? (inputs[0] ?? null) : null).made,
    );
  }
  m.modelScope = modelScope;
}

/** The tensor that a layer keeps from now on. */
function keep(repetition: Repetition, { op, attrs, dims, thing, owner }: MadeTensor): Made {
  const { m, things } = repetition;
  const made: Made = {
    ...{ op, attrs, inputs: [], shape: dims.slice(), scope: null, source: m.frame?.place ?? null },
    ...{ kept: things[thing] as ObjectValue, owner: moduleAt(repetition, owner) },
  };
  keepTensor(m, made);
  return made;
}

/** Puts into a member of the family what the call leaves in it. */
function repeatChange(repetition: Repetition, { member, made }: Change): void {
  const { m, family } = repetition;
  const thing = memberAt(family as Family, member);
  touch(m.journal, thing);
  if (made.kind === "object" && thing.kind === "object") thing.properties = copyOf(made.properties);
  else if (thing.kind === "array") thing.elements = [];
  fill(repetition, made, thing);
}

function moduleAt({ things, family }: Repetition, index: number): ObjectValue {
  return (index < 0 ? memberAt(family as Family, -1 - index) : things[index]) as ObjectValue;
}

function madeAt({ made, given }: Repetition, index: number): Made {
  return (index < 0 ? given.tensors[-1 - index]?.made : made[index]) as Made;
}

function valueMade(repetition: Repetition, ingredient: Ingredient): Value {
  const { given, things, family, shapes } = repetition;
  switch (ingredient.kind) {
    case "same":
      return ingredient.value;
    case "from":
      return placed(ingredient, given.origins);
    case "thing":
      return things[ingredient.index] as Thing;
    case "member":
      return memberAt(family as Family, ingredient.index);
    case "argument":
      return given.tensors[ingredient.index] as Value;
    case "kept": {
      const origin = ingredient.origin === null ? null : (given.origins[ingredient.origin] ?? null);
      return tensorValue(repetition.kept[ingredient.index] as Made, undefined, origin);
    }
    case "tensor": {
      const origin = ingredient.origin === null ? null : (given.origins[ingredient.origin] ?? null);
      return tensorValue(madeAt(repetition, ingredient.made), shapes[ingredient.shape], origin);
    }
  }
}

function placed(
  { value, origin, sources }: Extract<Ingredient, { kind: "from" }>,
  places: GivenArguments["origins"],
): Value {
  const at = origin === null ? null : places[origin];
  if (value.kind !== "number") return { ...value, ...(at && { origin: at }) };
  const number = { ...value, origin: at ?? null };
  return sources.length === 0
    ? number
    : { ...number, sources: sources.flatMap((source) => places[source] ?? []) };
}
