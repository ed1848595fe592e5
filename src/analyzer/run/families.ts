import type { Family } from "../values/recipe.ts";
import type { ObjectValue } from "../values/value.ts";

/** The families of all modules that were made by a recipe, or that one was written of. */
const families = new WeakMap<ObjectValue, Family>();

export function familyOf(module: ObjectValue): Family | undefined {
  return families.get(module);
}

export function rememberFamily(module: ObjectValue, family: Family): void {
  families.set(module, family);
}
