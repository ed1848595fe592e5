import type { ModulePath, NodeId } from "../../src/ir/index.ts";
import { addGroup, type GrowingTree, lastPart, nodesBelow } from "./growing-tree.ts";
import { type Item, type ItemId, nodesOf } from "./item.ts";
import { splitStretches } from "./split-stretches.ts";

/** Fewer equal layers in a row than this are drawn as they are; equal blocks are gathered from two on. */
const layersWorthGathering = 4;

/** The children with runs of equal siblings gathered. `times` is the length of the run if there is nothing else. */
export function gatherRepeats(
  tree: GrowingTree,
  ids: readonly ItemId[],
  path: ModulePath,
): { readonly ids: readonly ItemId[]; readonly times: number } {
  const runs = runsOf(tree, ids);
  const [only] = runs;
  if (only !== undefined && runs.length === 1 && worthGathering(tree, only)) {
    return { ids, times: only.length };
  }
  const gathered = runs.flatMap((run) => (worthGathering(tree, run) ? [gather(tree, run, path)] : run));
  return { ids: gathered, times: 1 };
}

function runsOf(tree: GrowingTree, ids: readonly ItemId[]): readonly (readonly ItemId[])[] {
  const runs: ItemId[][] = [];
  let last: Candidate | null = null;
  for (const id of ids) {
    const next = candidateOf(tree, id);
    const run = runs.at(-1);
    if (run !== undefined && last !== null && followsAsEqual(tree, last, next)) run.push(id);
    else runs.push([id]);
    last = next;
  }
  return runs;
}

function worthGathering(tree: GrowingTree, run: readonly ItemId[]): boolean {
  const kind = run[0] === undefined ? undefined : tree.items.get(run[0])?.kind;
  return run.length >= (kind === "group" ? 2 : layersWorthGathering);
}

function gather(tree: GrowingTree, run: readonly ItemId[], path: ModulePath): ItemId {
  const members = run.map((id) => tree.items.get(id)).filter((item) => item !== undefined);
  const [first, last] = [members[0], members.at(-1)];
  return addGroup(tree, {
    kind: "group",
    sort: "repeat",
    id: `r:${run[0]}`,
    parent: null,
    name: `${nameOf(first)}…${nameOf(last)}`,
    path,
    className: first === undefined ? "" : classOf(tree, first),
    children: splitStretches(tree, run, path),
    nodes: nodesBelow(tree, run),
    times: run.length,
  });
}

function nameOf(item: Item | undefined): string {
  return item === undefined ? "" : item.name;
}

function classOf(tree: GrowingTree, item: Item): string {
  if (item.kind === "group") return item.className;
  const node = tree.graph.nodes[item.node];
  return tree.classNames.get(node?.module ?? "") ?? node?.op ?? "";
}

interface Candidate {
  readonly item: Item;
  readonly nodes: readonly NodeId[];
}

function candidateOf(tree: GrowingTree, id: ItemId): Candidate | null {
  const item = tree.items.get(id);
  return item === undefined ? null : { item, nodes: nodesOf(item) };
}

/** Whether `next` does the same as `previous` and takes what `previous` gives. */
function followsAsEqual(tree: GrowingTree, previous: Candidate, next: Candidate | null): boolean {
  if (next === null || previous.item.kind !== next.item.kind) return false;
  if (previous.nodes.length !== next.nodes.length || !feeds(tree, previous.nodes, next.nodes)) return false;
  return kindOf(previous.item) === kindOf(next.item) && computesTheSame(tree, previous, next);
}

function feeds(tree: GrowingTree, from: readonly NodeId[], to: readonly NodeId[]): boolean {
  const sources = new Set(from);
  return to.some((id) => tree.graph.nodes[id]?.inputs.some((input) => sources.has(input)));
}

/** A group's class; a layer's name without the number that tells it from its neighbours. */
function kindOf(item: Item): string {
  return item.kind === "group" ? item.className : lastPart(item.path).replace(/\d+$/, "");
}

/** Whether two items of as many nodes compute the same from their inputs, parameters apart. */
function computesTheSame({ graph }: GrowingTree, one: Candidate, other: Candidate): boolean {
  const [place, otherPlace] = [placesIn(one), placesIn(other)];
  return one.nodes.every((id, index) => {
    const [a, b] = [graph.nodes[id], graph.nodes[other.nodes[index] ?? -1]];
    if (a === undefined || b === undefined || a.op !== b.op) return false;
    const [within, otherWithin] = [one.item.path.length, other.item.path.length];
    return (
      a.module.slice(within) === b.module.slice(otherWithin) &&
      a.inputs.length === b.inputs.length &&
      a.inputs.every((input, at) => place.get(input) === otherPlace.get(b.inputs[at] ?? -1)) &&
      isSame(a.shape, b.shape) &&
      isSame(a.attrs, b.attrs)
    );
  });
}

/** The place of each node within an item; nodes outside it have none. */
function placesIn({ nodes }: Candidate): ReadonlyMap<NodeId, number> {
  return new Map(nodes.map((id, index) => [id, index]));
}

/** Whether two pieces of plain data are equal. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return Object.is(a, b);
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => key in b && isSame(a[key as keyof typeof a], b[key as keyof typeof b]))
  );
}
