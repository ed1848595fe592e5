import type { Family } from "../values/recipe.ts";
import type { ObjectValue } from "../values/value.ts";

/** What was made for each module of which a recipe says that. */
const families = new WeakMap<ObjectValue, Family>();

export function familyOf(module: ObjectValue): Family | undefined {
  return families.get(module);
}

export function rememberFamily(module: ObjectValue, family: Family): void {
  families.set(module, family);
}
