import type { FileRange } from "../base/index.ts";
import {
  type Counts,
  type Dim,
  elementCount,
  type Gap,
  type Graph,
  isUnknown,
  type ModulePath,
  multiply,
  type Node,
  type NodeReport,
  pathAndAncestors,
  type Report,
  sum,
  type UnknownId,
  type UnknownPart,
} from "../ir/index.ts";
import { findOp } from "../ops/index.ts";
import {
  type FixedTensors,
  fixedBelow,
  fixedIn,
  keptTensors,
  type ParameterCounts,
  totalOf,
} from "./parameters.ts";
import { peakBytes } from "./peak-bytes.ts";
import { receptiveFields } from "./receptive-fields.ts";

/** Bytes of a float32. */
const bytesPerElement = 4;

const nothing: Counts = {
  parameters: 0,
  fixedParameters: 0,
  buffers: 0,
  macs: 0,
  elementwise: 0,
  activationBytes: 0,
};

/** Counts every node, every module with all below it, and the whole. See `ir/report.ts` for what each number means. */
export function summarize(graph: Graph): Report {
  const fixed = fixedIn(graph);
  const kept = ownTensors(graph, fixed);
  const fields = receptiveFields(graph);
  const nodes = graph.nodes.map((node, id): NodeReport => {
    const { parameters, fixedParameters, buffers } = kept[id] ?? nothing;
    const own = { parameters, fixedParameters, buffers };
    return { id, ...own, ...work(graph, node), receptiveField: fields[id] ?? null };
  });
  const unused = graph.unused.map(({ path, op, attrs }) => {
    const layer = { op, attrs };
    return { path, ...totalOf(keptTensors({ ...layer, fixed: fixedBelow(path, fixed, layer) })) };
  });
  const shares = sharesOf(graph, nodes, unused);
  const modules = rollUp(graph, shares);
  return {
    nodes,
    modules: graph.modules.map(({ path }) => ({ path, ...(modules.get(path) ?? nothing) })),
    unused,
    total: addAll(shares.flatMap(certainPart)),
    gaps: gapsOf(graph, shares),
    peakActivationBytes: peakBytes(
      graph,
      nodes.map(({ activationBytes }, id) => (graph.nodes[id]?.unknown === undefined ? activationBytes : 0)),
    ),
  };
}

/** What a node or an unused layer adds to the sums of the module at a path and of all around it. */
interface Share {
  readonly path: ModulePath;
  readonly counts: Counts;
  /** Which unknown part decides whether, or how often, it adds it. */
  readonly unknown: UnknownId | undefined;
  readonly source: FileRange | null;
}

/**
 * Work and activations belong to the module in whose forward they happen, parameters to the one that owns them. A layer
 * that is certainly there may be applied or not: its parameters are certain then and its work is not.
 */
function sharesOf(graph: Graph, nodes: readonly NodeReport[], unused: Report["unused"]): readonly Share[] {
  const owned = new Map(graph.modules.map(({ path, unknown }) => [path, unknown]));
  const ofNodes = graph.nodes.flatMap(({ module, owner, unknown, source }, id): Share[] => {
    const { parameters, fixedParameters, buffers, macs, elementwise, activationBytes } = nodes[id] ?? nothing;
    const counts = { ...nothing, parameters, fixedParameters, buffers };
    const keeper = owner === null ? unknown : owned.get(owner);
    return [
      { path: owner ?? module, counts, unknown: keeper, source },
      { path: module, counts: { ...nothing, macs, elementwise, activationBytes }, unknown, source },
    ];
  });
  const ofUnused = graph.unused.map(({ path, unknown, source }, index): Share => {
    const { parameters, fixedParameters, buffers } = unused[index] ?? nothing;
    return { path, counts: { ...nothing, parameters, fixedParameters, buffers }, unknown, source };
  });
  return [...ofNodes, ...ofUnused];
}

const measures = Object.keys(nothing) as readonly (keyof Counts)[];

/** What of a share a sum can count: nothing of what may not be there, and no unknown number. */
function certainPart({ counts, unknown }: Share): readonly Counts[] {
  return unknown === undefined ? [knownPart(counts)] : [];
}

function knownPart(counts: Counts): Counts {
  if (!measures.some((name) => isUnknown(counts[name]))) return counts;
  const known = (name: keyof Counts): Dim => (isUnknown(counts[name]) ? 0 : counts[name]);
  return {
    parameters: known("parameters"),
    fixedParameters: known("fixedParameters"),
    buffers: known("buffers"),
    macs: known("macs"),
    elementwise: known("elementwise"),
    activationBytes: known("activationBytes"),
  };
}

/** What the total lacks: each unknown part of the graph, and each reason for which a number is unknown. */
function gapsOf(graph: Graph, shares: readonly Share[]): readonly Gap[] {
  const byReason = new Map<string, { readonly part: UnknownPart; readonly lacks: Set<keyof Counts> }>();
  const parts = graph.unknowns.map((part) => ({
    part,
    lacks: new Set<keyof Counts>(part.kind === "value" ? measures : []),
  }));
  for (const { path, counts, unknown, source } of shares) {
    for (const name of measures) {
      const count = counts[name];
      if (unknown !== undefined && count !== 0) parts[unknown]?.lacks.add(name);
      if (unknown !== undefined || !isUnknown(count)) continue;
      const part: UnknownPart = {
        path,
        kind: "value",
        reason: count.reason,
        because: count.because ?? source,
      };
      const gap = byReason.get(count.reason) ?? { part, lacks: new Set() };
      byReason.set(count.reason, gap);
      gap.lacks.add(name);
    }
  }
  return [...parts, ...byReason.values()]
    .filter(({ lacks }) => lacks.size > 0)
    .map(({ part, lacks }) => ({ ...part, lacks: measures.filter((name) => lacks.has(name)) }));
}

/** What each node keeps. Tensors that several nodes share count at the first of them. */
function ownTensors(graph: Graph, fixed: FixedTensors): readonly ParameterCounts[] {
  const seen = new Set<string>();
  return graph.nodes.map((node) => {
    const { op, attrs, owner } = node;
    const tensors = keptTensors({ op, attrs, fixed: fixedBelow(owner, fixed, node) });
    const fresh = tensors.filter(({ name }) => {
      const key = `${node.owner ?? `node ${node.id}`}.${name}`;
      return !seen.has(key) && seen.add(key);
    });
    return totalOf(fresh);
  });
}

function work(graph: Graph, node: Node): Omit<Counts, keyof ParameterCounts> {
  const op = findOp(node.op);
  const inputs = node.inputs.map((id) => graph.nodes[id]?.shape ?? []);
  return {
    macs: op.macs(node.attrs, inputs, node.shape),
    elementwise: op.elementwise(node.attrs, inputs, node.shape),
    activationBytes: multiply(bytesPerElement, elementCount(node.shape)),
  };
}

/** The counts of each module with everything below it that is there if the module is; unknown where a part of them is. */
function rollUp(graph: Graph, shares: readonly Share[]): ReadonlyMap<ModulePath, Counts> {
  const own = new Map(graph.modules.map(({ path, unknown }) => [path, unknown]));
  const rows = new Map<ModulePath, Counts[]>();
  for (const { path, counts, unknown } of shares) {
    for (const ancestor of pathAndAncestors(path)) {
      if (unknown !== undefined && own.get(ancestor) !== unknown) continue;
      const row = rows.get(ancestor);
      if (row === undefined) rows.set(ancestor, [counts]);
      else row.push(counts);
    }
  }
  return new Map([...rows].map(([path, counts]) => [path, addAll(counts)]));
}

function addAll(rows: readonly Counts[]): Counts {
  const total = (name: keyof Counts): Dim => sum(rows.map((row) => row[name]));
  return {
    parameters: total("parameters"),
    fixedParameters: total("fixedParameters"),
    buffers: total("buffers"),
    macs: total("macs"),
    elementwise: total("elementwise"),
    activationBytes: total("activationBytes"),
  };
}
