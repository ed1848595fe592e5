import type { NodeId, OutputTensor } from "../ir/index.ts";
import { lowerGraph } from "../passes/index.ts";
import type { Session } from "./session/open-session.ts";

/** The tensor `weight` of a node in a session, in PyTorch's layout; null where the node has none. */
export function weightOf({ plan, parameter }: Session, node: NodeId): OutputTensor | null {
  const weight = lowerGraph(plan.origin.graph).stages[node]?.parameters.weight;
  return weight === undefined ? null : { shape: weight.shape, data: parameter(weight) };
}
