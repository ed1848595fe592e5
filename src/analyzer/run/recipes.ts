import { closeWatch, openWatch } from "../values/journal.ts";
import { type Family, membersOf, type Recipe, type Thing } from "../values/recipe.ts";
import type { ClassValue, ObjectValue, Value } from "../values/value.ts";
import { familyOf, rememberFamily } from "./families.ts";
import { limits, type Machine } from "./machine.ts";
import { type Given, givenOf, isLasting } from "./recipe-keys.ts";
import { repeat } from "./repeat-recipe.ts";
import { writeRecipe } from "./write-recipe.ts";

/*
 * A net constructs the same layers and blocks again and again, calls them on the same sizes, and does so at every keystroke. What
 * a call of the library's makes depends on nothing but what it is given and what it reads; so the first such call is watched, and
 * a recipe is written of what it made and did. The same call again only follows the recipe. Everything that others can see of it
 * is as if it had run: modules, tensors, their order and places, calls, the steps that it takes.
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

/** Calls the forward of a module of the library's that is as its recipe has made it. */
export function forwardByRecipe(
  m: Machine,
  module: ObjectValue,
  args: readonly Value[],
  run: () => Value,
): Value {
  const family = familyOf(module);
  if (
    family === undefined ||
    !mayFollow(m) ||
    membersOf(family).some(({ changed }) => changed > family.since)
  )
    return run();
  const given = givenOf(m, args);
  return given === undefined ? run() : follow(m, family.recipe.forwards, { given, family, run });
}

/** Nothing of the library may be another than when the recipes were written, and no recursion may be cut short. */
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
  if (known !== undefined && isUsable(m, known)) return repeat(m, known, given, family);
  return isUndecided(m) ? run() : watched(m, recipes, call);
}

/** What may not happen, or is caught, is no example for what certainly happens. */
function isUndecided({ forks, pendings, tries }: Machine): boolean {
  return forks > 0 || pendings.length > 0 || tries.length > 0;
}

/** Whether running the call would do what the recipe says, and no limit would end it early. */
function isUsable(m: Machine, recipe: Recipe): boolean {
  return (
    m.steps + recipe.steps <= m.stepLimit &&
    m.depth + recipe.depth < limits.depthOfRecipes &&
    m.nodes + recipe.applications.length <= m.nodeLimit &&
    m.modules.length + recipe.modules.length <= limits.modules &&
    recipe.reads.every(([holder, changed]) => holder.changed === changed)
  );
}

/** Runs the call, and writes a recipe of what it does. */
function watched(m: Machine, recipes: Recipes, { given, family, run }: Call): Value {
  const before = countsOf(m);
  const { steps, paid, stepLimit, depth, deepest, modules, applied, moduleCalls } = m;
  const [firstModule, firstApplied, firstCall] = [modules.length, applied.length, moduleCalls.length];
  const watch = openWatch(m.journal, true);
  m.deepest = depth;
  m.recipesBeingWritten += 1;
  let result: Value;
  try {
    result = run();
  } finally {
    closeWatch(m.journal, watch);
    m.recipesBeingWritten -= 1;
  }
  const ownDepth = m.deepest - depth;
  m.deepest = Math.max(deepest, m.deepest);
  // Loops that take long are granted steps of their own, by what there is besides.
  const isPaid = m.stepLimit - stepLimit === m.paid - paid;
  const isFine = !watch.hasEffects && isPaid && countsOf(m) === before && m.applied === applied;
  const done = {
    ...{ given, family, result, watch, steps: m.steps - steps, depth: ownDepth },
    modules: modules.slice(firstModule),
    applied: applied.slice(firstApplied),
    calls: moduleCalls.slice(firstCall),
  };
  if (m.recipesBeingWritten === 0) moduleCalls.length = 0;
  const isRepeatable = isFine && (m.modelScope !== null || done.applied.length === 0);
  const written = isRepeatable ? writeRecipe(m, done) : undefined;
  keep(m, recipes, given, written?.recipe ?? null);
  if (written !== undefined && family === null) nameFamily(m, written.recipe, written.things);
  return result;
}

/** What a call that can be repeated leaves as it was. */
function countsOf(m: Machine): string {
  const {
    faults,
    reports,
    symbols,
    cuts,
    rootCalls,
    classes,
    jobs,
    timers,
    rejections,
    pendings,
    doubts,
    modelScope,
  } = m;
  const lengths = [rootCalls, classes, jobs, timers, rejections, pendings, doubts].map(
    ({ length }) => length,
  );
  const nodes = modelScope === null ? m.nodes : 0;
  return [faults, reports, symbols, cuts, nodes, ...lengths].join();
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

/** Together, recipes may have so many parts; then all are forgotten, and those in use are written again. */
const mostParts = 200_000;

function keep(m: Machine, recipes: Recipes, { key }: Given, recipe: Recipe | null): void {
  m.recipeParts += recipe === null ? 1 : 1 + recipe.things.length + recipe.applications.length;
  if (m.recipeParts > mostParts) {
    m.recipes = new WeakMap();
    m.recipeParts = 0;
  }
  recipes.set(key, recipe);
}
