import type { NodeId, OutputTensor } from "../../src/ir/index.ts";
import { weightOf } from "../../src/runtime/index.ts";
import { channelValues, drawMaps } from "./draw-maps.ts";
import type { LastRun } from "./last-run.ts";
import type { ChannelValues, FeatureMaps, MapsRequest } from "./messages.ts";

/** Pictures of the weights that a node has in the last run; null where it has none of two or more dimensions. */
export function weightMapsOfLastRun(run: LastRun, request: MapsRequest): FeatureMaps | null {
  const weights = weightsOf(run, request.node);
  return weights && { ...drawMaps(request.node, weights.planes, request), shape: weights.shape };
}

export function weightPlaneOfLastRun(run: LastRun, node: NodeId, plane: number): ChannelValues | null {
  const weights = weightsOf(run, node);
  return weights && channelValues(weights.planes, plane);
}

/** Filters are a plane for each pair of channels. Those of one pixel are one plane together, as are a linear layer's weights. */
function weightsOf({ session }: LastRun, node: NodeId): Weights | null {
  const weight = weightOf(session, node);
  if (weight === null || weight.shape.length < 2) return null;
  const [rows = 0, columns = 0, height = 1, width = 1] = weight.shape;
  const shape = height * width === 1 ? [1, 1, rows, columns] : [1, rows * columns, height, width];
  return { planes: { shape, data: weight.data }, shape: weight.shape };
}

interface Weights {
  /** As channels of an image. */
  readonly planes: OutputTensor;
  /** In PyTorch's layout. */
  readonly shape: readonly number[];
}
