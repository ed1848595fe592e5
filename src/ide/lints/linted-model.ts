import type { Model } from "../../analyzer/index.ts";
import { covers, type FileRange } from "../../base/index.ts";
import {
  type Graph,
  known,
  type ModulePath,
  type Node,
  type NodeId,
  type Report,
  type Shape,
} from "../../ir/index.ts";
import { type AnyOp, type ConvolutionSizes, convolutionSizes, findOp } from "../../ops/index.ts";

/** A model, as lints ask about it. */
export interface LintedModel {
  readonly name: string;
  readonly graph: Graph;
  report(): Report;
  op(node: Node): AnyOp;
  /** The sizes of a convolution; null for everything else. */
  convolution(node: Node): ConvolutionSizes | null;
  inputs(node: Node): readonly Node[];
  users(node: Node): readonly Node[];
  isOutput(node: Node): boolean;
  /** Whether its value certainly takes part in what the model gives. */
  isLive(node: Node): boolean;
  /** Where the author constructed the layer of a node; null for one that a library block made, or that has none. */
  constructed(node: Node): FileRange | null;
  /** What an author calls the layer of a node: its path, `layer 3` for a part of a list. */
  layerName(node: Node): string;
}

export function lintedModel({ name, graph }: Model, report: () => Report): LintedModel {
  const { nodes, modules } = graph;
  const users = nodes.map((): Node[] => []);
  for (const node of nodes) for (const input of new Set(node.inputs)) users[input]?.push(node);
  const outputs = new Set(graph.outputs);
  const live = ancestors(graph, graph.outputs);
  const sources = new Map(modules.map(({ path, source }) => [path, source]));
  const nodeAt = (id: NodeId): Node[] => (nodes[id] === undefined ? [] : [nodes[id]]);
  return {
    name,
    graph,
    report,
    op: ({ op }) => findOp(op),
    convolution: ({ op, attrs }) => (findOp(op).category === "convolution" ? convolutionSizes(attrs) : null),
    inputs: ({ inputs }) => inputs.flatMap(nodeAt),
    users: ({ id }) => users[id] ?? [],
    isOutput: ({ id }) => outputs.has(id),
    isLive: ({ id }) => live.has(id),
    constructed: ({ owner }) => (owner === null ? null : ownPlace(sources, owner)),
    layerName: ({ owner, op }) => (owner === null || owner === "" ? findOp(op).displayName : spoken(owner)),
  };
}

/** A part of a list has only a number for a name, which says little in a sentence. */
function spoken(path: ModulePath): string {
  return /^\d+$/.test(path) ? `layer ${path}` : path;
}

/** Where a module was constructed by the author. The layers of a library's block have the block's place, which is not theirs. */
function ownPlace(sources: ReadonlyMap<ModulePath, FileRange | null>, path: ModulePath): FileRange | null {
  const source = sources.get(path) ?? null;
  if (source === null || path === "") return source;
  for (let above = parentOf(path); ; above = parentOf(above)) {
    const outer = sources.get(above);
    if (outer != null && covers(outer, source) && outer.start === source.start) return null;
    if (above === "") return source;
  }
}

export function parentOf(path: ModulePath): ModulePath {
  return path.slice(0, Math.max(path.lastIndexOf("."), 0));
}

/** The nodes that some of these are made from, themselves included. A node stands after its inputs. */
export function ancestors({ nodes }: Graph, ids: Iterable<NodeId>, without?: NodeId): ReadonlySet<NodeId> {
  const found = new Set(ids);
  for (const node of [...nodes].reverse())
    if (found.has(node.id) && node.id !== without) for (const input of node.inputs) found.add(input);
  return found;
}

/** The sizes of an image or signal behind batch and channels; undefined where they are not all known. */
export function placesOf(shape: Shape): readonly number[] | undefined {
  const sizes = shape.slice(2).map((size) => known(size));
  return sizes.length > 0 && sizes.every((size) => size !== undefined) ? sizes : undefined;
}

/** The node that a node takes first, where nothing else uses what it gives and it is certainly there. */
export function onlyInput(model: LintedModel, node: Node): Node | null {
  const [input] = model.inputs(node);
  const isOnly = input !== undefined && model.users(input).length === 1 && !model.isOutput(input);
  return isOnly && input.unknown === undefined ? input : null;
}

export function placeKey({ file, start, end }: FileRange): string {
  return `${file} ${start} ${end}`;
}

interface Placed<D> {
  readonly node: Node;
  readonly data: D;
}

/** What is found of layers, once for each place that constructs some of them: all their names, and the data of the first. */
export function byPlace<D>(
  model: LintedModel,
  found: readonly Placed<D>[],
): readonly (Omit<Placed<D>, "node"> & { readonly at: FileRange; readonly layers: readonly string[] })[] {
  const places = new Map<
    string,
    { readonly at: FileRange; readonly layers: Set<string>; readonly data: D }
  >();
  for (const { node, data } of found) {
    const at = model.constructed(node);
    if (at === null) continue;
    const key = placeKey(at);
    const place = places.get(key) ?? { at, layers: new Set<string>(), data };
    places.set(key, place);
    place.layers.add(model.layerName(node));
  }
  return [...places.values()].map((place) => ({ ...place, layers: [...place.layers] }));
}
