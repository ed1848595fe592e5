import type { Module } from "./module.ts";

/** In whose forward an op is being applied: the module that runs right now, and the ones that called it. */
export interface Scope {
  /** The outermost module: the model. */
  readonly root: Module;
  readonly module: Module;
  /** The scope of the caller; null around the root's. */
  readonly outer: Scope | null;
}

let current: Scope | null = null;

/** The scope of an op applied now; null outside every forward. */
export function currentScope(): Scope | null {
  return current;
}

/** Runs `body` inside the forward of `module`. */
export function within<T>(module: Module, body: () => T): T {
  const outer = current;
  current = { root: outer?.root ?? module, module, outer };
  try {
    return body();
  } finally {
    current = outer;
  }
}

/** The modules whose forwards are running, outermost first. */
export function callers(scope: Scope | null): readonly Module[] {
  const modules: Module[] = [];
  for (let at = scope; at !== null; at = at.outer) modules.push(at.module);
  return modules.reverse();
}
