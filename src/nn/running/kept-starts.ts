import type { Start } from "../../ir/index.ts";
import { type Origin, originOfKept } from "../../ops/index.ts";
import { currentScope } from "./scope.ts";
import type { Application, Traced } from "./traced.ts";

/** A tensor that a module keeps; `start` is null where what the layer says applies. */
interface Keeper {
  readonly start: Start | null;
}

const keepers = new WeakMap<Application, Keeper>();

/** Called for every tensor that a module keeps. */
export function enrolKept(application: Application, kept: Keeper): void {
  keepers.set(application, kept);
}

/**
 * How a tensor came about, for the start of the kept tensor `into`. Of random numbers only those of `into` itself are the ones that
 * a run draws for it. While a model runs, what it keeps is no start.
 */
export function originFor(into: object | null): (made: Traced) => Origin<Traced> {
  if (currentScope() !== null) return ({ application }) => application;
  return ({ application }) => {
    const kept = keepers.get(application);
    if (kept === undefined) return application;
    return originOfKept(application, kept.start, kept === into);
  };
}
