import { type Checked, faulty, ok } from "../../base/index.ts";
import type { Graph } from "../../ir/index.ts";
import { type Parameter, parametersIn } from "../../passes/index.ts";
import { byteSize } from "../../words/index.ts";
import { withBatchOfOne } from "../symbolic-batch.ts";
import { writeSafetensors } from "./write.ts";

/** More than a single array holds in every browser. */
const mostBytes = 2 ** 31;

export interface SafetensorsRefusal {
  readonly code: "unknown-shape" | "too-large";
  readonly message: string;
}

/** The numbers of a parameter, in PyTorch's layout. */
export type ReadParameter = (parameter: Parameter) => Float32Array;

/** The weights of a model alone, under their names in PyTorch; null where they are not all known, or too many. */
export function exportSafetensors(
  graph: Graph,
  { read }: { readonly read: ReadParameter },
): Checked<Uint8Array | null, SafetensorsRefusal> {
  if ("unknown" in withBatchOfOne(graph)) {
    const message = "Weights can be written only where every size but the batch is a number.";
    return faulty(null, { code: "unknown-shape", message });
  }
  const parameters = parametersIn(graph);
  const bytes = parameters.reduce((sum, { shape }) => sum + 4 * shape.reduce((a, b) => a * b, 1), 0);
  if (bytes > mostBytes) {
    const message = `${byteSize(bytes)} of weights are more than can be written at once.`;
    return faulty(null, { code: "too-large", message });
  }
  return ok(
    writeSafetensors(parameters.map((one) => ({ name: one.name, shape: one.shape, data: read(one) }))),
  );
}
