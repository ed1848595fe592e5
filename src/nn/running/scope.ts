import { beginCall } from "../../ir/index.ts";
import type { Scope } from "./traced.ts";

let current: Scope | null = null;

/** The scope of an op applied now; null outside every forward. */
export function currentScope(): Scope | null {
  return current;
}

/** Runs `body` inside the forward of `module`. */
export function within<T>(module: object, body: () => T): T {
  const outer = current;
  current = beginCall(module, outer);
  try {
    return body();
  } finally {
    current = outer;
  }
}
