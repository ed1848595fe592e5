import type { NodeId } from "../../../ir/index.ts";
import type { Parameter } from "../../../passes/index.ts";
import { elements } from "../../elements.ts";
import type { Fold } from "../../plan.ts";
import { familyOf } from "../families.ts";
import { channelAxis, isImage } from "../values.ts";
import type { Epilogue, FusedProgram, FusedStage } from "./fused-program.ts";
import { mergeIntoProducer } from "./merge-into-producer.ts";

/**
 * Merges a product with a parameter that has a number for each channel, such as ConvNeXt's layer scale, into the
 * convolution before it, as a batch norm is.
 */
export function foldScale(program: FusedProgram, observed: ReadonlySet<NodeId> = new Set()): FusedProgram {
  const scales = new Map<NodeId, Parameter>();
  for (const { value, lowering, parameters } of program.stages) {
    const parameter = lowering.family === "parameter" ? parameters[lowering.weight] : undefined;
    if (parameter !== undefined) scales.set(value, parameter);
  }
  if (scales.size === 0) return program;
  const rule = (producer: FusedStage, follower: FusedStage): Epilogue | null => {
    const scale = scales.get(follower.inputs.find((id) => scales.has(id)) ?? -1);
    return scale === undefined ? null : scaled(producer, follower, scale);
  };
  return mergeIntoProducer(program, observed, rule, ({ inputs }) => otherThan(scales, inputs));
}

/** What is multiplied by a parameter, which is there from the start. */
function otherThan(scales: ReadonlyMap<NodeId, Parameter>, inputs: readonly NodeId[]): NodeId | null {
  const others = inputs.filter((id) => !scales.has(id));
  return inputs.length === 2 && others.length === 1 ? (others[0] ?? null) : null;
}

function scaled(producer: FusedStage, { lowering, shape }: FusedStage, weight: Parameter): Epilogue | null {
  const { affines, residual, activation } = producer.epilogue;
  const isLinear = familyOf(producer.lowering).foldsAffine && residual === null && activation === null;
  const isProduct = lowering.family === "binary" && lowering.fn === "multiply";
  if (!isLinear || !isProduct || producer.shape.join() !== shape.join()) return null;
  const fold: Fold = { weight, bias: null, mean: null, variance: null, epsilon: 0 };
  return isPerChannel(weight.shape, shape) ? { ...producer.epilogue, affines: [...affines, fold] } : null;
}

function isPerChannel(scale: readonly number[], shape: readonly number[]): boolean {
  if (!isImage(shape) || scale.length > shape.length) return false;
  const [channels, axis] = [shape[channelAxis(shape)], scale.length - 3];
  return axis >= 0 && scale[axis] === channels && elements(scale) === channels;
}
