/** A line from one item to another. */
export interface Link {
  readonly id: string;
  readonly source: string;
  readonly target: string;
}

/** The ids of the edges on one longest path: the line that the eye follows, drawn straight. */
export function trunkOf(edges: readonly Link[]): ReadonlySet<string> {
  const longestInto = new Map<string, { readonly length: number; readonly by: Link | null }>();
  let end = { at: "", length: -1 };
  for (const { id, incoming } of inOrder(edges)) {
    const best = incoming.reduce<{ length: number; by: Link | null }>(
      (longest, edge) => {
        const length = (longestInto.get(edge.source)?.length ?? 0) + 1;
        return length > longest.length ? { length, by: edge } : longest;
      },
      { length: 0, by: null },
    );
    longestInto.set(id, best);
    if (best.length > end.length) end = { at: id, length: best.length };
  }
  const trunk = new Set<string>();
  for (let by = longestInto.get(end.at)?.by; by; by = longestInto.get(by.source)?.by) trunk.add(by.id);
  return trunk;
}

interface LinkedItem {
  readonly id: string;
  readonly incoming: readonly Link[];
}

/**
 * Every item after those that feed it. Folding a module that is used twice may create a cycle: its items are
 * left out.
 */
export function inOrder(edges: readonly Link[]): readonly LinkedItem[] {
  const incoming = new Map<string, Link[]>();
  const outgoing = new Map<string, Link[]>();
  for (const edge of edges) {
    for (const id of [edge.source, edge.target]) {
      if (!incoming.has(id)) incoming.set(id, []);
      if (!outgoing.has(id)) outgoing.set(id, []);
    }
    incoming.get(edge.target)?.push(edge);
    outgoing.get(edge.source)?.push(edge);
  }
  const waiting = new Map([...incoming].map(([id, links]) => [id, links.length]));
  const ready = [...waiting].filter(([, count]) => count === 0).map(([id]) => id);
  const order: LinkedItem[] = [];
  for (const id of ready) {
    order.push({ id, incoming: incoming.get(id) ?? [] });
    for (const { target } of outgoing.get(id) ?? []) {
      const left = (waiting.get(target) ?? 0) - 1;
      waiting.set(target, left);
      if (left === 0) ready.push(target);
    }
  }
  return order;
}
