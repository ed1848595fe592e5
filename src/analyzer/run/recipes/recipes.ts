import { areUnchanged, hasChanged, watched } from "../../values/journal.ts";
import type { Mutable } from "../../values/mutable.ts";
import { areAsMade, type Calls, type Family, membersOf, type Recipe } from "../../values/recipe.ts";
import type { ClassValue, FunctionValue, ObjectValue, Value } from "../../values/value.ts";
import type { Watch } from "../../values/watch.ts";
import { limits } from "../limits.ts";
import type { Machine } from "../machine.ts";
import { familyOf, familyOfTensor, nameFamilies } from "./families.ts";
import { type GivenArguments, givenOf, idOf, isLasting } from "./recipe-keys.ts";
import { repeat } from "./repeat-recipe.ts";
import { writeRecipe } from "./write-recipe.ts";

/*
 * A net constructs the same layers and blocks again and again, says how their weights start, calls them on the same
 * sizes, and does so at every keystroke. What a call of the library makes depends only on its arguments and on what it reads. So the first
 * such call is watched, and a recipe is written of what it made and did. An equal call follows the recipe instead
 * of running. Everything that can be seen from outside is as if it had run: modules and tensors with their order
 * and places, module calls, the number of steps.
 *
 * Unlike a remembered call (`remembered-calls.ts`), which must have had no effects, a recipe repeats what the
 * call made. That is why only the library's own code has recipes: what they repeat is all that this code does.
 */

/** Constructs a class of the library. */
export function constructByRecipe(
  m: Machine,
  cls: ClassValue,
  args: readonly Value[],
  run: () => Value,
): Value {
  if (!mayFollow(m) || !isLasting(m, cls)) return run();
  const given = givenOf(m, args);
  return given === undefined ? run() : follow(m, recipesOf(m, cls), { ...constructing, given, run });
}

/**
 * Calls the forward of a module of the library. By recipe only while all that the forward reads of the module is as the
 * module's own recipe made it.
 */
export function forwardByRecipe(
  m: Machine,
  module: ObjectValue,
  args: readonly Value[],
  run: () => Value,
): Value {
  const family = familyOf(module);
  if (family === undefined || !mayFollow(m) || module.changed > family.since) return run();
  const given = givenOf(m, args);
  return given === undefined ? run() : follow(m, family.calls, { ...calling, given, family, run });
}

/**
 * Calls a function of the library on a layer, or on a tensor that a layer keeps: `conv.weight`, `nn.init.zeros_(conv.bias)`.
 * A recipe is followed only while the thing is as recipes made and left it. Such a call may change the thing.
 */
export function callByRecipe(
  m: Machine,
  fn: FunctionValue,
  self: Value,
  args: readonly Value[],
  run: () => Value,
): Value {
  const subject = subjectOf(m, self, args[0]);
  const family = subject === undefined ? undefined : familyOf(subject);
  if (subject === undefined || family === undefined || fn.code.isGenerator || fn.code.isAsync) return run();
  if (!mayFollow(m) || !isLasting(m, fn) || !areAsMade(family)) return run();
  const given = givenOf(m, self.kind === "tensor" ? [self, ...args] : args, subject);
  if (given === undefined) return run();
  const key = `.${idOf(fn)}(${given.key}`;
  return follow(m, family.calls, { given: { ...given, key }, family, run, changes: true });
}

/** What the author's code calls a function on, outside of every model. Inside the library's own code calls are parts of a call. */
function subjectOf(m: Machine, self: Value, first: Value | undefined): ObjectValue | undefined {
  if (m.modelScope !== null || m.calls.at(-1)?.isLibrary) return undefined;
  switch (self.kind) {
    case "object":
      return self.module !== null && self.module.layer !== null ? self : undefined;
    case "tensor":
      return self.made.kept;
    case "undefined":
    case "namespace":
      return first?.kind === "tensor" ? first.made.kept : undefined;
    default:
      return undefined;
  }
}

/** The library has to be as it was when the recipes were written, and no recursion may be cut short. */
function mayFollow({ journal, endless, followsRecipes }: Machine): boolean {
  const isLibraryAsWritten = !journal.isLibraryChanged && journal.shown.length === 0;
  return followsRecipes && isLibraryAsWritten && endless.size === 0;
}

interface LibraryCall {
  readonly given: GivenArguments;
  readonly family: Family | null;
  /** Whether it may change the family, whole as it is. */
  readonly changes: boolean;
  readonly run: () => Value;
}

const constructing = { family: null, changes: false };
const calling = { changes: false };

function follow(m: Machine, recipes: Calls, call: LibraryCall): Value {
  const { given, family, run } = call;
  const under = circumstances(m);
  for (const key of under === "" ? [given.key] : [given.key, given.key + under]) {
    const known = recipes.get(key);
    if (known === null) return run();
    if (known !== undefined && isUsable(m, known, family)) return repeat(m, known, given, family);
  }
  return runAndWrite(m, recipes, { ...call, given: { ...given, key: given.key + under } });
}

/**
 * Empty where the present code certainly runs, and what it throws ends the run. Where it may not run, or a throw is caught, some
 * things are not reported: what is written then holds only where it is so again.
 */
function circumstances({ forks, pendings, tries, isRehearsing, isBroken }: Machine): string {
  const isOpen = [forks > 0, pendings.length > 0, tries.length > 0];
  if (!isOpen.includes(true)) return "";
  return `?${[...isOpen, isRehearsing, isBroken].map(Number).join("")}`;
}

/** Whether the call would do what its recipe says: it would read the same, and no limit would end it early. */
function isUsable(m: Machine, recipe: Recipe, family: Family | null): boolean {
  return (
    m.steps + recipe.steps <= m.stepLimit &&
    m.depth + recipe.depth < limits.depthOfRecipes &&
    m.nodes + recipe.applications.length <= m.nodeLimit &&
    m.modules.length + recipe.modules.length <= limits.modules &&
    areUnchanged(recipe.reads) &&
    (family === null || (areAsMade(family, recipe.members) && areTensorsAsMade(recipe, family)))
  );
}

function areTensorsAsMade({ tensors }: Recipe, { kept }: Family): boolean {
  return tensors.every(([index, calls]) => {
    const family = familyOfTensor(kept[index]);
    return family !== undefined && family.calls === calls && areAsMade(family);
  });
}

/** Runs the call, and writes a recipe of what it does. */
function runAndWrite(m: Machine, recipes: Calls, { given, family, changes, run }: LibraryCall): Value {
  const { steps, depth, deepest, modules, applied, moduleCalls, forks } = m;
  const [waiting, tries] = [m.pendings.length, m.tries.length];
  const [firstModule, firstApplied, firstCall] = [modules.length, applied.length, moduleCalls.length];
  m.deepest = depth;
  m.recipesBeingWritten += 1;
  let result: Value;
  let watch: Watch;
  try {
    const mayChange = new Set<Mutable>(changes && family !== null ? membersOf(family) : []);
    [result, watch] = watched(m.journal, run, { mayChange });
  } finally {
    m.recipesBeingWritten -= 1;
  }
  const done = {
    ...{ given, family, changes, result, watch, raisesClock: hasChanged(m.journal, watch) },
    ...{ steps: m.steps - steps, depth: m.deepest - depth },
    modules: modules.slice(firstModule),
    applied: applied.slice(firstApplied),
    calls: moduleCalls.slice(firstCall),
  };
  m.deepest = Math.max(deepest, m.deepest);
  if (m.recipesBeingWritten === 0) moduleCalls.length = 0;
  const isAsBefore = m.forks === forks && m.pendings.length === waiting && m.tries.length === tries;
  const written = watch.hasEffects || !isAsBefore ? undefined : writeRecipe(m, done);
  // What a changed module does says nothing of others.
  if (family === null || changes || areAsMade(family, written?.recipe.members))
    keep(m, recipes, given, written?.recipe ?? null);
  if (written !== undefined) nameFamilies(m, written.recipe, { ...written, family });
  return result;
}

function recipesOf(m: Machine, cls: ClassValue): Calls {
  const known = m.recipes.get(cls) ?? new Map<string, Recipe | null>();
  m.recipes.set(cls, known);
  return known;
}

/** When all recipes together have more parts than this, they are dropped. Those still in use are written again. */
const mostParts = 200_000;

function keep(m: Machine, recipes: Calls, { key }: GivenArguments, recipe: Recipe | null): void {
  m.recipeParts +=
    recipe === null ? 1 : 1 + recipe.things.length + recipe.changes.length + recipe.applications.length;
  if (m.recipeParts > mostParts) {
    m.recipes = new WeakMap();
    m.recipeParts = 0;
  }
  recipes.set(key, recipe);
}
