import type { ModulePath, Node, NodeId } from "../../src/ir/index.ts";
import { addGroup, type GrowingTree, lastPart, nodesBelow } from "./growing-tree.ts";
import type { Item, ItemId } from "./item.ts";
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
  /** Made when it is first asked for, and kept. */
  readonly signature: () => string;
}

function candidateOf(tree: GrowingTree, id: ItemId): Candidate | null {
  const item = tree.items.get(id);
  if (item === undefined) return null;
  const nodes = item.kind === "layer" ? [item.node] : item.nodes;
  let kept: string | undefined;
  return {
    item,
    nodes,
    signature() {
      kept ??= signature(tree, item, nodes);
      return kept;
    },
  };
}

/** Whether `next` does the same as `previous` and takes what `previous` gives. */
function followsAsEqual(tree: GrowingTree, previous: Candidate, next: Candidate | null): boolean {
  if (next === null || previous.item.kind !== next.item.kind) return false;
  const { length } = previous.nodes;
  if (length !== next.nodes.length || !feeds(tree, previous.nodes, next.nodes)) return false;
  const ops = [previous, next].map(({ nodes }) => tree.graph.nodes[nodes[0] ?? -1]?.op);
  return ops[0] === ops[1] && previous.signature() === next.signature();
}

function feeds(tree: GrowingTree, from: readonly NodeId[], to: readonly NodeId[]): boolean {
  const sources = new Set(from);
  return to.some((id) => tree.graph.nodes[id]?.inputs.some((input) => sources.has(input)));
}

/** Two items with one signature compute the same from their inputs, parameters apart. */
function signature(tree: GrowingTree, item: Item, ids: readonly NodeId[]): string {
  const place = new Map(ids.map((id, index) => [id, index]));
  const rows = ids.map((id) => nodeSignature(tree.graph.nodes[id], item.path, place));
  const kind = item.kind === "group" ? item.className : lastPart(item.path).replace(/\d+$/, "");
  return `${kind}\n${rows.join("\n")}`;
}

function nodeSignature(node: Node | undefined, path: ModulePath, place: ReadonlyMap<NodeId, number>): string {
  if (node === undefined) return "";
  const inputs = node.inputs.map((input) => place.get(input) ?? "outside");
  return JSON.stringify([node.op, node.attrs, node.shape, node.module.slice(path.length), inputs]);
}
