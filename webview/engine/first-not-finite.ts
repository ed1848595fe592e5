import type { Inputs, NodeId } from "../../src/ir/index.ts";
import type { Session } from "../../src/runtime/index.ts";

/** Outputs of so many nodes are kept at once: all of them would take gigabytes. */
const group = 16;

/**
 * The first node, in the order in which they run, whose output has a NaN or an infinity; null where there is none. Nodes
 * that are computed inside another one's step are passed over. It runs the model, or its beginning, a few more times.
 */
export async function firstNotFinite(session: Session, inputs: Inputs): Promise<NodeId | null> {
  const count = session.plan.values.length;
  for (let from = 0; from < count; from += group) {
    const keep = Array.from({ length: Math.min(group, count - from) }, (_, index) => from + index);
    const { kept } = await session.run(inputs, { keep, stopWhenKept: true });
    for (const node of keep) {
      const value = kept.get(node);
      if (value?.kind === "map" && value.tensor.data.some((one) => !Number.isFinite(one))) return node;
    }
  }
  return null;
}
