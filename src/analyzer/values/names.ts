import type { Names, Scope } from "./value.ts";

export function newNames(parent: Names | null, declared: readonly string[] = []): Names {
  const names: Names = { slots: new Map(), declaredAs: new Map(), parent };
  for (const name of declared) declare(names, name);
  return names;
}

/** The slot of a name, new or not. */
export function declare(names: Names, name: string): number {
  const found = names.slots.get(name);
  if (found !== undefined) return found;
  names.slots.set(name, names.slots.size);
  return names.slots.size - 1;
}

export interface Resolved {
  /** How many scopes outwards. */
  readonly depth: number;
  readonly slot: number;
  readonly owner: Names;
}

export function resolve(names: Names | null, name: string): Resolved | undefined {
  let depth = 0;
  for (let at = names; at !== null; at = at.parent) {
    const slot = at.slots.get(name);
    if (slot !== undefined) return { depth, slot, owner: at };
    depth++;
  }
  return undefined;
}

export function scopeAt(scope: Scope, depth: number): Scope {
  let at = scope;
  for (let i = 0; i < depth; i++) at = at.parent ?? at;
  return at;
}

/** All names that can be used where these are: the nearest first. */
export function namesInSight(names: Names | null): readonly string[] {
  const all: string[] = [];
  for (let at = names; at !== null; at = at.parent) all.push(...at.slots.keys());
  return all.filter((name) => /^\w/.test(name));
}
