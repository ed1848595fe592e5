import { areUnchanged, type Watch, watched } from "../values/journal.ts";
import { areAsMade, type Family, type Recipe, type Thing } from "../values/recipe.ts";
import type { ClassValue, ObjectValue, Value } from "../values/value.ts";
import { familyOf, rememberFamily } from "./families.ts";
import { limits } from "./limits.ts";
import type { Machine } from "./machine.ts";
import { type Given, givenOf, isLasting } from "./recipe-keys.ts";
import { repeat } from "./repeat-recipe.ts";
import { writeRecipe } from "./write-recipe.ts";

/*
 * A net constructs the same layers and blocks again and again, calls them on the same sizes, and does so at every
 * keystroke. What a call of the library makes depends only on its arguments and on what it reads. So the first
 * such call is watched, and a recipe is written of what it made and did. An equal call follows the recipe instead
 * of running. Everything that can be seen from outside is as if it had run: modules and tensors with their order
 * and places, module calls, the number of steps.
 *
 * Unlike a remembered call (`remembered-calls.ts`), which must have had no effects, a recipe repeats what the
 * call made. That is why only the library's own code has recipes: what they repeat is all that this code does.
 */

type Recipes = Map<string, Recipe | null>;

/** Constructs a class of the library. */
export function constructByRecipe(
  m: Machine,
  cls: ClassValue,
  args: readonly Value[],
  run: () => Value,
): Value {
  if (!mayFollow(m) || !isLasting(m, cls)) return run();
  const given = givenOf(m, args);
  return given === undefined ? run() : follow(m, recipesOf(m, cls), { given, family: null, run });
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
  return given === undefined ? run() : follow(m, family.recipe.forwards, { given, family, run });
}

/** The library has to be as it was when the recipes were written, and no recursion may be cut short. */
function mayFollow({ journal, endless, followsRecipes }: Machine): boolean {
  const isLibraryAsWritten = !journal.isLibraryChanged && journal.shown.length === 0;
  return followsRecipes && isLibraryAsWritten && endless.size === 0;
}

interface Call {
  readonly given: Given;
  readonly family: Family | null;
  readonly run: () => Value;
}

function follow(m: Machine, recipes: Recipes, call: Call): Value {
  const { given, family, run } = call;
  const known = recipes.get(given.key);
  if (known === null) return run();
  if (known !== undefined && isUsable(m, known, family)) return repeat(m, known, given, family);
  return isUndecided(m) ? run() : runAndWrite(m, recipes, call);
}

/**
 * Whether the present code may not run, or a throw is caught. Nothing is reported then, so no recipe is written.
 */
function isUndecided({ forks, pendings, tries }: Machine): boolean {
  return forks > 0 || pendings.length > 0 || tries.length > 0;
}

/** Whether the call would do what its recipe says: it would read the same, and no limit would end it early. */
function isUsable(m: Machine, recipe: Recipe, family: Family | null): boolean {
  return (
    m.steps + recipe.steps <= m.stepLimit &&
    m.depth + recipe.depth < limits.depthOfRecipes &&
    m.nodes + recipe.applications.length <= m.nodeLimit &&
    m.modules.length + recipe.modules.length <= limits.modules &&
    areUnchanged(recipe.reads) &&
    (family === null || areAsMade(family, recipe.members))
  );
}

/** Runs the call, and writes a recipe of what it does. */
function runAndWrite(m: Machine, recipes: Recipes, { given, family, run }: Call): Value {
  const { steps, depth, deepest, modules, applied, moduleCalls } = m;
  const [firstModule, firstApplied, firstCall] = [modules.length, applied.length, moduleCalls.length];
  m.deepest = depth;
  m.recipesBeingWritten += 1;
  let result: Value;
  let watch: Watch;
  try {
    [result, watch] = watched(m.journal, run, true);
  } finally {
    m.recipesBeingWritten -= 1;
  }
  const done = {
    ...{ given, family, result, watch, steps: m.steps - steps, depth: m.deepest - depth },
    modules: modules.slice(firstModule),
    applied: applied.slice(firstApplied),
    calls: moduleCalls.slice(firstCall),
  };
  m.deepest = Math.max(deepest, m.deepest);
  if (m.recipesBeingWritten === 0) moduleCalls.length = 0;
  const written = watch.hasEffects || isUndecided(m) ? undefined : writeRecipe(m, done);
  // What a changed module does says nothing of others.
  if (family === null || areAsMade(family, written?.recipe.members))
    keep(m, recipes, given, written?.recipe ?? null);
  if (written !== undefined && family === null) nameFamily(m, written.recipe, written.things);
  return result;
}

function nameFamily({ journal }: Machine, recipe: Recipe, things: readonly Thing[]): void {
  const [root] = things;
  if (root?.kind === "object" && root.module !== null)
    rememberFamily(root, { recipe, things, of: null, since: journal.clock });
}

function recipesOf(m: Machine, cls: ClassValue): Recipes {
  const known = m.recipes.get(cls) ?? new Map<string, Recipe | null>();
  m.recipes.set(cls, known);
  return known;
}

/** When all recipes together have more parts than this, they are dropped. Those still in use are written again. */
const mostParts = 200_000;

function keep(m: Machine, recipes: Recipes, { key }: Given, recipe: Recipe | null): void {
  m.recipeParts += recipe === null ? 1 : 1 + recipe.things.length + recipe.applications.length;
  if (m.recipeParts > mostParts) {
    m.recipes = new WeakMap();
    m.recipeParts = 0;
  }
  recipes.set(key, recipe);
}
