interface Link {
  readonly id: string;
  readonly source: string;
  readonly target: string;
}

/** The most steps to spend on telling skip connections apart. No graph that can be drawn needs more. */
const stepBudget = 2_000_000;

/** The ids of edges whose source and target are also connected by a longer path. */
export function skipConnections(edges: readonly Link[]): ReadonlySet<string> {
  const outgoing = grouped(edges, ({ source }) => source);
  const incoming = grouped(edges, ({ target }) => target);
  const joins = edges.filter(
    ({ source, target }) =>
      (outgoing.get(source)?.length ?? 0) > 1 && (incoming.get(target)?.length ?? 0) > 1,
  );
  const budget = { steps: stepBudget };
  return new Set(joins.filter((edge) => hasDetour(edge, outgoing, budget)).map(({ id }) => id));
}

/** Searches from all other successors of the source. If it reaches the target, a path goes around the edge. */
function hasDetour(
  edge: Link,
  outgoing: ReadonlyMap<string, readonly Link[]>,
  budget: { steps: number },
): boolean {
  const pending = (outgoing.get(edge.source) ?? [])
    .map(({ target }) => target)
    .filter((id) => id !== edge.target);
  const seen = new Set(pending);
  for (let at = pending.pop(); at !== undefined && budget.steps-- > 0; at = pending.pop()) {
    for (const { target } of outgoing.get(at) ?? []) {
      if (target === edge.target) return true;
      if (!seen.has(target)) {
        seen.add(target);
        pending.push(target);
      }
    }
  }
  return false;
}

function grouped(
  edges: readonly Link[],
  keyOf: (edge: Link) => string,
): ReadonlyMap<string, readonly Link[]> {
  const groups = new Map<string, Link[]>();
  for (const edge of edges) {
    const group = groups.get(keyOf(edge));
    if (group === undefined) groups.set(keyOf(edge), [edge]);
    else group.push(edge);
  }
  return groups;
}
