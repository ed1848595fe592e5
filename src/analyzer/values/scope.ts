import type { Holder, Value } from "./value.ts";

/**
 * Which names a stretch of syntax introduces, each with its slot. Names are resolved when syntax is compiled; while
 * it runs a scope is only an array.
 */
export interface Layout {
  readonly slots: Map<string, number>;
  readonly parent: Layout | null;
}

/** The variables of one run through a block or function. A slot that was not reached yet is undefined. */
export interface Scope extends Holder {
  slots: (Value | undefined)[];
  readonly parent: Scope | null;
}

export function newLayout(parent: Layout | null, names: readonly string[] = []): Layout {
  const layout = { slots: new Map<string, number>(), parent };
  for (const name of names) declare(layout, name);
  return layout;
}

/** The slot of a name, new or not. */
export function declare(layout: Layout, name: string): number {
  const found = layout.slots.get(name);
  if (found !== undefined) return found;
  layout.slots.set(name, layout.slots.size);
  return layout.slots.size - 1;
}

interface Resolved {
  /** How many scopes outwards. */
  readonly depth: number;
  readonly slot: number;
}

export function resolve(layout: Layout | null, name: string): Resolved | undefined {
  let depth = 0;
  for (let at = layout; at !== null; at = at.parent) {
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
