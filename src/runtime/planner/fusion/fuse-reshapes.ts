import type { NodeId } from "../../../ir/index.ts";
import { familyOf } from "../families.ts";
import type { FusedProgram } from "./fused-program.ts";
import { mergeIntoProducer } from "./merge-into-producer.ts";

/** Merges what only gives a value another form, but stores it as it is, into the stage before it; see channels-last.ts. */
export function fuseReshapes(program: FusedProgram, observed: ReadonlySet<NodeId>): FusedProgram {
  return mergeIntoProducer(program, observed, (producer, { lowering, shape, nodes }) => {
    const isReshape =
      lowering.family === "reshape" && nodes.length > 0 && shape.join() === producer.shape.join();
    return isReshape && familyOf(producer.lowering).fusesActivation ? producer.epilogue : null;
  });
}
