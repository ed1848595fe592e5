import { writeSafetensors } from "../../interop/safetensors/index.ts";
import { firstUnknownShape, parametersIn } from "../../passes/index.ts";
import { byteSize } from "../../words/index.ts";
import type { FileFormat } from "./format.ts";

const mostBytes = 2 ** 31;

/** The weights alone, named as in PyTorch. */
export const safetensors: FileFormat = {
  name: "safetensors",
  hasWeights: true,
  write({ model: { graph }, read }) {
    if (firstUnknownShape(graph) !== undefined) {
      const message = "not every size is a number: give the shape of the input with --input.";
      return { ok: false, message };
    }
    const parameters = parametersIn(graph);
    const bytes = parameters.reduce((sum, { shape }) => sum + 4 * shape.reduce((a, b) => a * b, 1), 0);
    if (bytes > mostBytes) {
      return { ok: false, message: `${byteSize(bytes)} of weights are more than can be written at once.` };
    }
    const weights = parameters.map((one) => ({ name: one.name, shape: one.shape, data: read(one) }));
    return { ok: true, content: writeSafetensors(weights) };
  },
};
