import { type CostUnit, elementCount, known, multiply, type NodeId } from "../../src/ir/index.ts";
import { shortCost } from "../../src/words/index.ts";
import type { Times } from "./heat.ts";
import { type Item, nodesOf } from "./item.ts";
import type { ModelView } from "./model-view.ts";

/** MACs per second that a layer or block reached; undefined where nothing was timed or it has no MACs. */
export function rateOf(view: ModelView, times: Times | null, item: Item): number | undefined {
  let [macs, milliseconds] = [0, 0];
  for (const node of nodesOf(item)) {
    macs += known(view.model.report.nodes[node]?.macs ?? 0) ?? 0;
    milliseconds += times?.of.get(node) ?? 0;
  }
  return macs === 0 || milliseconds === 0 ? undefined : (1000 * macs) / milliseconds;
}

/** `12.3 GMACs/s`. */
export function rateWords(rate: number, units: CostUnit): string {
  return `${shortCost(Math.round(rate), units)}/s`;
}

/** One step of a run: what its MACs promise, and what it took. */
export interface Promised {
  /** The layer that does the work. */
  readonly node: NodeId;
  readonly macs: number;
  /** Of all MACs and of all time, from 0 to 1. */
  readonly macsShare: number;
  readonly timeShare: number;
  readonly milliseconds: number;
  /** MACs per second; undefined without MACs. */
  readonly rate: number | undefined;
  /** MACs for each byte that is read or written: few of them leave the arithmetic waiting for memory. */
  readonly macsPerByte: number;
}

/** Every timed layer, slowest first. */
export function promisedAndTaken(view: ModelView, times: Times): readonly Promised[] {
  const macsOf = (node: NodeId): number => known(view.model.report.nodes[node]?.macs ?? 0) ?? 0;
  const all = [...times.of.keys()].reduce((sum, node) => sum + macsOf(node), 0);
  return [...times.of]
    .map(([node, milliseconds]): Promised => {
      const macs = macsOf(node);
      return {
        ...{ node, macs, milliseconds, macsPerByte: macs / Math.max(1, bytesMoved(view, node)) },
        macsShare: all === 0 ? 0 : macs / all,
        timeShare: times.total === 0 ? 0 : milliseconds / times.total,
        rate: macs === 0 || milliseconds === 0 ? undefined : (1000 * macs) / milliseconds,
      };
    })
    .sort((a, b) => b.milliseconds - a.milliseconds);
}

/** Bytes of a node's inputs, its weights and its output, each once. */
function bytesMoved({ model: { graph, report } }: ModelView, id: NodeId): number {
  const node = graph.nodes[id];
  if (node === undefined) return 0;
  const values = [...node.inputs, id].map((one) => elementCount(graph.nodes[one]?.shape ?? []));
  const counts = [...values, report.nodes[id]?.parameters ?? 0];
  return counts.reduce<number>((sum, count) => sum + (known(multiply(4, count)) ?? 0), 0);
}
