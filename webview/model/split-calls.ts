import { type Graph, isWithin, type ModulePath, type Node, type NodeId } from "../../src/ir/index.ts";
import { parentOf } from "./growing-tree.ts";
import { holders } from "./members.ts";

/**
 * A module whose nodes are not in one piece: something else comes between them. It was called several
 * times, or it only holds modules that others call one by one, as a ModuleList does. A list whose members take skips from
 * elsewhere, as the way up of a U-Net does, is drawn by its members, too.
 */
export interface Split {
  /** The piece that each of its nodes belongs to, counted from 0. */
  readonly parts: ReadonlyMap<NodeId, number>;
  readonly why: "called-again" | "holder";
}

/**
 * The modules to be drawn in pieces. As one box, each of them would come both before and after the same
 * thing, and the drawing would have a cycle.
 */
export function splitModules(graph: Graph): ReadonlyMap<ModulePath, Split> {
  const splits = new Map<ModulePath, Split>();
  const lists = new Set(graph.modules.flatMap(({ path, className }) => (holders.has(className) ? path : [])));
  for (const [path, { first, last, count }] of spansOf(graph)) {
    if (path === "") continue;
    if (last - first + 1 === count) {
      const within = graph.nodes.slice(first, last + 1);
      if (lists.has(path) && takesSkips(path, within)) splits.set(path, { parts: new Map(), why: "holder" });
      continue;
    }
    const parts = partsOf(graph, path, first, last);
    if (Math.max(...parts.values()) > 0) splits.set(path, { parts, why: whySplit(graph, path, parts) });
  }
  return splits;
}

/**
 * Whether the members of a list follow one another, and some behind the first one take in what neither a member gives nor the
 * first one takes.
 */
function takesSkips(path: ModulePath, nodes: readonly Node[]): boolean {
  const memberOf = ({ module }: Node): string => module.slice(path.length + 1).split(".")[0] ?? "";
  const members = new Map(nodes.map((node) => [node.id, memberOf(node)]));
  const taken = new Map<string, Set<string | NodeId>>();
  for (const node of nodes) {
    const member = memberOf(node);
    const inputs = taken.get(member) ?? new Set();
    taken.set(member, inputs);
    for (const input of node.inputs) inputs.add(members.get(input) ?? input);
  }
  const names = [...taken.keys()];
  const [first, ...others] = [...taken.values()];
  if (first === undefined || taken.has("") || others.some((inputs, index) => !inputs.has(names[index] ?? "")))
    return false;
  return others.some((inputs) => [...inputs].some((one) => typeof one === "number" && !first.has(one)));
}

/** Names the piece of a module that a node belongs to. The pieces of the enclosing modules are part of the name. */
export function pieceOf(splits: ReadonlyMap<ModulePath, Split>, node: NodeId, path: ModulePath): string {
  const numbers = [...splits]
    .filter(([split]) => isWithin(path, split))
    .flatMap(([, { parts, why }]) => (why === "holder" ? [] : [parts.get(node) ?? 0]));
  return numbers.length === 0 ? path : `${path}@${numbers.join(".")}`;
}

interface Span {
  readonly first: NodeId;
  readonly last: NodeId;
  readonly count: number;
}

/** The positions in the schedule of each module's nodes, those of inner modules included. */
function spansOf(graph: Graph): ReadonlyMap<ModulePath, Span> {
  const spans = new Map<ModulePath, Span>();
  const add = (path: ModulePath, { first, last, count }: Span): void => {
    const so = spans.get(path) ?? { first, last, count: 0 };
    spans.set(path, {
      first: Math.min(so.first, first),
      last: Math.max(so.last, last),
      count: so.count + count,
    });
  };
  for (const { id, module } of graph.nodes) add(module, { first: id, last: id, count: 1 });
  for (const { path } of [...graph.modules].reverse()) {
    const span = spans.get(path);
    if (path !== "" && span !== undefined) add(parentOf(path), span);
  }
  return spans;
}

/** A node is one piece later than the nodes of its module that it depends on through nodes outside the module. */
function partsOf(graph: Graph, path: ModulePath, first: NodeId, last: NodeId): ReadonlyMap<NodeId, number> {
  const parts = new Map<NodeId, number>();
  const outside = new Map<NodeId, number>();
  for (const node of graph.nodes.slice(first, last + 1)) {
    if (isWithin(node.module, path)) {
      parts.set(
        node.id,
        largest(node, (input) => parts.get(input) ?? outside.get(input) ?? 0),
      );
    } else {
      outside.set(
        node.id,
        largest(node, (input) => {
          const part = parts.get(input);
          return part === undefined ? (outside.get(input) ?? 0) : part + 1;
        }),
      );
    }
  }
  return parts;
}

function largest({ inputs }: Node, value: (input: NodeId) => number): number {
  return inputs.reduce((most, input) => Math.max(most, value(input)), 0);
}

/** A holder applies no op itself, and none of its modules is called twice. */
function whySplit(graph: Graph, path: ModulePath, parts: ReadonlyMap<NodeId, number>): Split["why"] {
  const partOf = new Map<ModulePath, number>();
  for (const [id, part] of parts) {
    const module = graph.nodes[id]?.module ?? path;
    if (module === path || (partOf.get(module) ?? part) !== part) return "called-again";
    partOf.set(module, part);
  }
  return "holder";
}
