import type { Model } from "../../analyzer/index.ts";

/** Whether `wanted` names the model: by its variable, its class, or both as they are shown. */
export function isNamed({ variable, className, name }: Model, wanted: string): boolean {
  return variable === wanted || className === wanted || name === wanted;
}
