import type { NodeId } from "../../ir/index.ts";
import type { Lowering } from "../../ops/index.ts";
import type { Stage } from "../../passes/index.ts";

/** Gives a value under another shape, as a value of its own that no node of the graph stands for. */
export type AddView = (of: NodeId, lowering: Lowering, shape: readonly number[]) => NodeId;

/** Each view becomes one stage, where it is first needed. Values from `firstFree` on are theirs. */
export function viewsAmong(stages: Stage[], firstFree: NodeId): AddView {
  const known = new Map<string, NodeId>();
  return (of, lowering, shape) => {
    const key = `${of} ${shape.join()}`;
    const value = known.get(key) ?? firstFree + known.size;
    if (!known.has(key)) {
      known.set(key, value);
      stages.push({ value, lowering, inputs: [of], shape, parameters: {}, isView: true });
    }
    return value;
  };
}
