import type { Names, Scope } from "./value.ts";

export function newNames(parent: Names | null, declared: readonly string[] = []): Names {
  const names = { slots: new Map<string, number>(), parent };
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

interface Resolved {
  /** How many scopes outwards. */
  readonly depth: number;
  readonly slot: number;
}

export function resolve(names: Names | null, name: string): Resolved | undefined {
  let depth = 0;
  for (let at = names; at !== null; at = at.parent) {
    const slot = at.slots.get(name);
    if (slot !== undefined) return { depth, slot };
    depth++;
  }
  return undefined;
}

export function scopeAt(scope: Scope, depth: number): Scope {
  let at = scope;
  for (let i = 0; i < depth; i++) at = at.parent ?? at;
  return at;
}
