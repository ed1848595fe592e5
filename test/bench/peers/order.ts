import type { NodeId } from "../../../src/ir/index.ts";
import type { FusedProgram, FusedStage } from "../../../src/runtime/planner/fusion/fused-program.ts";
import { missing } from "./folded.ts";

/**
 * In which order an engine that keeps channels last stores a value's axes: its axis i is the value's axis `order[i]`.
 * A permutation of axes then costs it nothing; what reads the result knows where they are.
 */
export type Order = readonly number[];

/** Images and what is made of them by channels; all others are as they are. */
const image: Order = [0, 2, 3, 1];

/** A number for each channel, [C, 1, 1]. */
const perChannel: Order = [1, 2, 0];

/** An image whose channels were taken apart, [N, A, B, H, W]. */
const takenApart: Order = [0, 3, 4, 1, 2];

export function ordersOf({ stages }: FusedProgram): ReadonlyMap<NodeId, Order> {
  const orders = new Map<NodeId, Order>();
  for (const stage of stages) {
    const inputs = stage.inputs.map((id) => orders.get(id) ?? missing());
    orders.set(stage.value, orderOf(stage, inputs));
  }
  return orders;
}

function orderOf({ lowering, shape }: FusedStage, inputs: readonly Order[]): Order {
  const same = inputs.find((order) => order.length === shape.length);
  if (lowering.family === "permute") return permuted(same ?? missing(), lowering.order);
  if (keepsOrder.has(lowering.family) && same !== undefined) return same;
  if (shape.length === 3) return perChannel;
  if (shape.length === 5) return takenApart;
  return shape.length === 4 ? image : shape.map((_, axis) => axis);
}

const keepsOrder: ReadonlySet<string> = new Set(["linear", "normalization", "binary", "activation"]);

/** The result's axis i is the input's axis `order[i]`. */
function permuted(stored: Order, order: readonly number[]): Order {
  return stored.map((axis) => order.indexOf(axis));
}

/** A shape as it is stored. */
export function inOrder(shape: readonly number[], order: Order): readonly number[] {
  return order.map((axis) => shape[axis] ?? 1);
}

/** Stored numbers row-major under the value's own shape. */
export function ownOrder(values: Float32Array, shape: readonly number[], order: Order): Float32Array {
  const stored = inOrder(shape, order);
  const strides = stored.map((_, axis) =>
    stored.slice(axis + 1).reduce((product, size) => product * size, 1),
  );
  const steps = shape.map((_, axis) => strides[order.indexOf(axis)] ?? 0);
  let places = [0];
  for (const [axis, size] of shape.entries()) {
    const along = Array.from({ length: size }, (_, i) => i * (steps[axis] ?? 0));
    places = places.flatMap((place) => along.map((more) => place + more));
  }
  return Float32Array.from(places, (place) => values[place] ?? 0);
}
