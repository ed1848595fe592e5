import {
  type Dim,
  known,
  type Node,
  type NodeId,
  printShapeShort,
  type Shape,
  substitute,
  symbolsOf,
} from "../../src/ir/index.ts";
import { type Item, type ItemId, itemAt, nodesOf, type Tree } from "./item.ts";
import { skipConnections } from "./skip-connections.ts";
import { trunkOf } from "./trunk.ts";

/** What is on the canvas for one state of folds. */
export interface VisibleGraph {
  /** Each frame comes before its content. */
  readonly items: readonly VisibleItem[];
  /** Between layers and folded groups; never to a frame. */
  readonly edges: readonly VisibleEdge[];
}

export interface VisibleItem {
  readonly item: Item;
  /** A frame is an unfolded group, drawn around its children. */
  readonly as: "layer" | "folded" | "frame";
  /** The frame around it, or null on the canvas itself. */
  readonly frame: ItemId | null;
}

export interface VisibleEdge {
  readonly id: string;
  readonly source: ItemId;
  readonly target: ItemId;
  /** The nodes whose values travel, usually one. */
  readonly values: readonly NodeId[];
  /** Whether another path leads from source to target: a skip connection. */
  readonly skip: boolean;
  /** Whether it is a skip connection whose value is only a part of what its target makes: of a concatenation. */
  readonly part: boolean;
  /** Whether it is part of the longest path. */
  readonly trunk: boolean;
  /** Height × width of the largest value; null where there is no image, or its size is not known. */
  readonly pixels: number | null;
}

/** What of the graph is shown: all of it, or what one group holds. */
export interface Sight {
  readonly tree: Tree;
  readonly folded: ReadonlySet<ItemId>;
  /** The group that the author looks at alone; null for the whole model. */
  readonly focus: ItemId | null;
}

export function visibleGraph({ tree, folded, focus }: Sight, nodes: readonly Node[]): VisibleGraph {
  const root = focus ?? tree.root;
  const items = visibleItems(tree, folded, root);
  const edges = edgesBetween(endsOf(tree, items), nodes);
  const skips = skipConnections(edges);
  const trunk = trunkOf(edges);
  return {
    items,
    edges: edges.map((edge) => {
      const skip = skips.has(edge.id);
      const part = skip && isPart(edge, tree, nodes);
      return { ...edge, skip, part, trunk: trunk.has(edge.id), pixels: pixelsOf(edge, nodes) };
    }),
  };
}

function pixelsOf({ values }: PlainEdge, nodes: readonly Node[]): number | null {
  const pixels = values.map((value) => pixelsIn(nodes[value]?.shape ?? []));
  return pixels.every((one) => one !== null) ? Math.max(...pixels) : null;
}

/** Of images with sizes by name as if each were large: what matters is which is larger. */
function pixelsIn(shape: Shape): number | null {
  if (shape.length !== 3 && shape.length !== 4) return null;
  const [height = 0, width = 0] = shape.slice(-2).map((dim) => sized(dim));
  return Number.isNaN(height * width) ? null : height * width;
}

const large = 4096;

function sized(dim: Dim): number {
  if (typeof dim === "number") return dim;
  return known(substitute(dim, new Map(symbolsOf(dim).map((name) => [name, large])))) ?? Number.NaN;
}

/** What is added keeps its shape; what is concatenated is a part of a larger one. */
function isPart({ target, values }: PlainEdge, tree: Tree, nodes: readonly Node[]): boolean {
  const item = itemAt(tree, target);
  if (item.kind !== "layer") return false;
  const whole = nodes[item.node]?.shape;
  return values.some((value) => !sameShape(nodes[value]?.shape, whole));
}

function sameShape(a: Shape | undefined, b: Shape | undefined): boolean {
  return a !== undefined && b !== undefined && printShapeShort(a) === printShapeShort(b);
}

function visibleItems(tree: Tree, folded: ReadonlySet<ItemId>, root: ItemId): readonly VisibleItem[] {
  const items: VisibleItem[] = [];
  const pending: VisibleItem[] = [{ item: itemAt(tree, root), as: "frame", frame: null }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { item, as } = next;
    if (item.id !== root) items.push(next);
    if (item.kind === "layer" || as === "folded") continue;
    const frame = item.id === root ? null : item.id;
    for (const id of [...item.children].reverse()) {
      const child = itemAt(tree, id);
      pending.push({
        item: child,
        as: child.kind === "layer" ? "layer" : folded.has(id) ? "folded" : "frame",
        frame,
      });
    }
  }
  return items;
}

/** The visible item that shows each node, if any does. */
function endsOf(tree: Tree, items: readonly VisibleItem[]): readonly (ItemId | undefined)[] {
  const ends: (ItemId | undefined)[] = tree.layerOf.map(() => undefined);
  for (const { item, as } of items) {
    if (as !== "frame") for (const node of nodesOf(item)) ends[node] = item.id;
  }
  return ends;
}

type PlainEdge = Omit<VisibleEdge, "skip" | "part" | "trunk" | "pixels">;

function edgesBetween(ends: readonly (ItemId | undefined)[], nodes: readonly Node[]): readonly PlainEdge[] {
  const edges = new Map<string, { source: ItemId; target: ItemId; values: Set<NodeId> }>();
  ends.forEach((target, node) => {
    for (const input of nodes[node]?.inputs ?? []) {
      const source = ends[input];
      if (source === undefined || target === undefined || source === target) continue;
      const id = `${source} > ${target}`;
      const edge = edges.get(id) ?? { source, target, values: new Set() };
      edge.values.add(input);
      edges.set(id, edge);
    }
  });
  return [...edges].map(([id, { source, target, values }]) => ({ id, source, target, values: [...values] }));
}
