import type { Module } from "./module.ts";

/** In whose forward an op is being applied: the model that was called, and the module that runs right now. */
export interface Scope {
  readonly root: Module;
  readonly module: Module;
}

let current: Scope | null = null;

/** The scope of an op applied now; null outside every forward. */
export function currentScope(): Scope | null {
  return current;
}

/** Runs `body` inside the forward of `module`. The outermost module is the root: the model. */
export function within<T>(module: Module, body: () => T): T {
  const outer = current;
  current = { root: outer?.root ?? module, module };
  try {
    return body();
  } finally {
    current = outer;
  }
}
