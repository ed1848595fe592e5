import { inOrder, type Link } from "./trunk.ts";

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
  const places = placesOf(edges);
  return new Set(joins.filter((edge) => hasDetour(edge, { outgoing, places, budget })).map(({ id }) => id));
}

interface Ways {
  readonly outgoing: ReadonlyMap<string, readonly Link[]>;
  /** Where each item stands in an order in which sources come before their targets. */
  readonly places: ReadonlyMap<string, number>;
  readonly budget: { steps: number };
}

/**
 * Searches from all other successors of the source. If it reaches the target, a path goes around the edge. What stands
 * behind the target does not lead to it.
 */
function hasDetour(edge: Link, { outgoing, places, budget }: Ways): boolean {
  const end = places.get(edge.target) ?? Number.POSITIVE_INFINITY;
  const pending = (outgoing.get(edge.source) ?? [])
    .map(({ target }) => target)
    .filter((id) => id !== edge.target && (places.get(id) ?? 0) < end);
  const seen = new Set(pending);
  for (let at = pending.pop(); at !== undefined && budget.steps-- > 0; at = pending.pop()) {
    for (const { target } of outgoing.get(at) ?? []) {
      if (target === edge.target) return true;
      if (!seen.has(target) && (places.get(target) ?? 0) < end) {
        seen.add(target);
        pending.push(target);
      }
    }
  }
  return false;
}

/** Items of a circle, and what comes after one, have no place and are always looked at. */
function placesOf(edges: readonly Link[]): ReadonlyMap<string, number> {
  return new Map(inOrder(edges).map(({ id }, place) => [id, place]));
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
