import type { ModulePath, Node, NodeId } from "../../src/ir/index.ts";
import { addGroup, type Draft, lastPart, nodesBelow } from "./draft.ts";
import type { Item, ItemId } from "./item.ts";
import { splitStretches } from "./split-stretches.ts";

/** Fewer equal layers in a row than this are drawn as they are; equal blocks are gathered from two on. */
const layersWorthGathering = 4;

/** The children with runs of equal siblings gathered; `times` where one run is all there is. */
export function gatherRepeats(
  draft: Draft,
  ids: readonly ItemId[],
  path: ModulePath,
): { readonly ids: readonly ItemId[]; readonly times: number } {
  const runs = runsOf(draft, ids);
  const [only] = runs;
  if (only !== undefined && runs.length === 1 && worthGathering(draft, only)) {
    return { ids, times: only.length };
  }
  const gathered = runs.flatMap((run) => (worthGathering(draft, run) ? [gather(draft, run, path)] : run));
  return { ids: gathered, times: 1 };
}

function runsOf(draft: Draft, ids: readonly ItemId[]): readonly (readonly ItemId[])[] {
  const runs: ItemId[][] = [];
  for (const id of ids) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run !== undefined && last !== undefined && followsAsEqual(draft, last, id)) run.push(id);
    else runs.push([id]);
  }
  return runs;
}

function worthGathering(draft: Draft, run: readonly ItemId[]): boolean {
  const kind = run[0] === undefined ? undefined : draft.items.get(run[0])?.kind;
  return run.length >= (kind === "group" ? 2 : layersWorthGathering);
}

function gather(draft: Draft, run: readonly ItemId[], path: ModulePath): ItemId {
  const members = run.map((id) => draft.items.get(id)).filter((item) => item !== undefined);
  const [first, last] = [members[0], members.at(-1)];
  return addGroup(draft, {
    kind: "group",
    sort: "repeat",
    id: `r:${run[0]}`,
    parent: null,
    name: `${nameOf(first)}…${nameOf(last)}`,
    path,
    className: first === undefined ? "" : classOf(draft, first),
    children: splitStretches(draft, run, path),
    nodes: nodesBelow(draft, run),
    times: run.length,
  });
}

function nameOf(item: Item | undefined): string {
  return item === undefined ? "" : item.name;
}

function classOf(draft: Draft, item: Item): string {
  if (item.kind === "group") return item.className;
  const node = draft.graph.nodes[item.node];
  return draft.classNames.get(node?.module ?? "") ?? node?.op ?? "";
}

/** Whether `next` does the same as `previous` and takes what `previous` gives. */
function followsAsEqual(draft: Draft, previous: ItemId, next: ItemId): boolean {
  const [a, b] = [draft.items.get(previous), draft.items.get(next)];
  if (a === undefined || b === undefined || a.kind !== b.kind) return false;
  const [left, right] = [nodesBelow(draft, [previous]), nodesBelow(draft, [next])];
  if (left.length !== right.length || !feeds(draft, left, right)) return false;
  return signature(draft, a, left) === signature(draft, b, right);
}

function feeds(draft: Draft, from: readonly NodeId[], to: readonly NodeId[]): boolean {
  const sources = new Set(from);
  return to.some((id) => draft.graph.nodes[id]?.inputs.some((input) => sources.has(input)));
}

/** Two items with one signature compute the same from their inputs, parameters apart. */
function signature(draft: Draft, item: Item, ids: readonly NodeId[]): string {
  const place = new Map(ids.map((id, index) => [id, index]));
  const rows = ids.map((id) => nodeSignature(draft.graph.nodes[id], item.path, place));
  const kind = item.kind === "group" ? item.className : lastPart(item.path).replace(/\d+$/, "");
  return `${kind}\n${rows.join("\n")}`;
}

function nodeSignature(node: Node | undefined, path: ModulePath, place: ReadonlyMap<NodeId, number>): string {
  if (node === undefined) return "";
  const inputs = node.inputs.map((input) => place.get(input) ?? "outside");
  return JSON.stringify([node.op, node.attrs, node.shape, node.module.slice(path.length), inputs]);
}
