import {
  type Counts,
  type Dim,
  elementCount,
  type Graph,
  type ModulePath,
  multiply,
  type Node,
  type NodeReport,
  pathAndAncestors,
  type Report,
  sum,
} from "../ir/index.ts";
import { findOp } from "../ops/index.ts";
import { keptTensors, type ParameterCounts, totalOf } from "./parameters.ts";
import { peakBytes } from "./peak-bytes.ts";
import { receptiveFields } from "./receptive-fields.ts";

/** Bytes of a float32. */
const bytesPerElement = 4;

const nothing: Counts = { parameters: 0, buffers: 0, macs: 0, elementwise: 0, activationBytes: 0 };

/** Counts every node, every module with all below it, and the whole. See `ir/report.ts` for what each number means. */
export function summarize(graph: Graph): Report {
  const kept = ownTensors(graph);
  const fields = receptiveFields(graph);
  const nodes = graph.nodes.map((node, id): NodeReport => {
    const { parameters, buffers } = kept[id] ?? nothing;
    return { id, parameters, buffers, ...work(graph, node), receptiveField: fields[id] ?? null };
  });
  const modules = rollUp(graph, nodes);
  return {
    nodes,
    modules: graph.modules.map(({ path }) => ({ path, ...(modules.get(path) ?? nothing) })),
    total: addAll(nodes),
    peakActivationBytes: peakBytes(
      graph,
      nodes.map((node) => node.activationBytes),
    ),
  };
}

/** What each node keeps. Tensors that several nodes share count at the first of them. */
function ownTensors(graph: Graph): readonly ParameterCounts[] {
  const seen = new Set<string>();
  return graph.nodes.map((node) => {
    const fresh = keptTensors(node).filter(({ name }) => {
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

/**
 * The counts of each module with everything below it. Work and activations belong to the module in whose forward they
 * happen, parameters to the one that owns them.
 */
function rollUp(graph: Graph, nodes: readonly NodeReport[]): ReadonlyMap<ModulePath, Counts> {
  const rows = new Map<ModulePath, Counts[]>();
  const give = (path: ModulePath, counts: Counts): void => {
    for (const ancestor of pathAndAncestors(path)) {
      const row = rows.get(ancestor);
      if (row === undefined) rows.set(ancestor, [counts]);
      else row.push(counts);
    }
  };
  graph.nodes.forEach(({ module, owner }, id) => {
    const { parameters, buffers, macs, elementwise, activationBytes } = nodes[id] ?? nothing;
    give(owner ?? module, { ...nothing, parameters, buffers });
    give(module, { ...nothing, macs, elementwise, activationBytes });
  });
  return new Map([...rows].map(([path, counts]) => [path, addAll(counts)]));
}

function addAll(rows: readonly Counts[]): Counts {
  const total = (name: keyof Counts): Dim => sum(rows.map((row) => row[name]));
  return {
    parameters: total("parameters"),
    buffers: total("buffers"),
    macs: total("macs"),
    elementwise: total("elementwise"),
    activationBytes: total("activationBytes"),
  };
}
