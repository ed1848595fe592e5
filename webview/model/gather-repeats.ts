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
  for (const id of ids) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run !== undefined && last !== undefined && followsAsEqual(tree, last, id)) run.push(id);
    else runs.push([id]);
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

/** Whether `next` does the same as `previous` and takes what `previous` gives. */
function followsAsEqual(tree: GrowingTree, previous: ItemId, next: ItemId): boolean {
  const [a, b] = [tree.items.get(previous), tree.items.get(next)];
  if (a === undefined || b === undefined || a.kind !== b.kind) return false;
  const [left, right] = [nodesBelow(tree, [previous]), nodesBelow(tree, [next])];
  if (left.length !== right.length || !feeds(tree, left, right)) return false;
  return signature(tree, a, left) === signature(tree, b, right);
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
