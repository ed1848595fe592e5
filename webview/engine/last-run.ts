import type { NodeId } from "../../src/ir/index.ts";
import type { WeightsFit } from "../../src/protocol/index.ts";
import type { OutputTensor, Session } from "../../src/runtime/index.ts";
import { channelValues, drawMaps } from "./draw-maps.ts";
import type { ChannelValues, FeatureMaps, MapsRequest, ModelToRun } from "./messages.ts";

/** The session of the last run, which a run of the same model goes on with, and the tensor that was viewed last. */
export interface LastRun {
  /** `runKey` of what ran. */
  readonly key: string;
  /** Of the model's document. */
  readonly version: string;
  readonly session: Session;
  /** How its weights file fitted; null where all weights are random. */
  readonly fit: WeightsFit | null;
  readonly inputs: readonly (Float32Array | null)[];
  cached: { readonly asked: NodeId; readonly node: NodeId; readonly tensor: OutputTensor } | null;
}

/** Names what a session holds: a model's document, its weights file as it was, and the seed of the other weights. */
export function runKey({ version, weights }: Pick<ModelToRun, "version" | "weights">, seed: number): string {
  const file = weights === null ? "" : `${weights.uri} ${weights.modified} ${weights.bytes}`;
  return `${version} ${seed} ${file}`;
}

/** The values of one channel of a node's output. */
export async function channelOfLastRun(
  run: LastRun,
  { node, channel }: { readonly node: NodeId; readonly channel: number },
): Promise<ChannelValues | null> {
  if (run.cached?.asked !== node) run.cached = await tensorOf(run, node);
  return run.cached === null ? null : channelValues(run.cached.tensor, channel);
}

/** Pictures of a node's output. Keeping every tensor of a run would take gigabytes; running again, as far as that node, takes milliseconds. */
export async function mapsOfLastRun(run: LastRun, request: MapsRequest): Promise<FeatureMaps | null> {
  if (run.cached?.asked !== request.node) run.cached = await tensorOf(run, request.node);
  return run.cached === null ? null : drawMaps(run.cached.node, run.cached.tensor, request);
}

async function tensorOf({ session, inputs }: LastRun, asked: NodeId): Promise<LastRun["cached"]> {
  const value = session.plan.values[asked];
  if (value === undefined) return null;
  let node = value.kind === "fused" ? value.into : asked;
  for (;;) {
    const { kept } = await session.run(inputs, { keep: [node], stopWhenKept: true });
    const map = kept.get(node);
    if (map === undefined) return null;
    if (map.kind === "map") return { asked, node, tensor: map.tensor };
    // A run without fast algorithms may compute the node inside another step than the plan says.
    node = map.into;
  }
}
