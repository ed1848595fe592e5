import { exportOnnx } from "../../interop/onnx/index.ts";
import type { FileFormat } from "./format.ts";

/** The model with its weights, for ONNX Runtime, Netron and others. */
export const onnx: FileFormat = {
  name: "onnx",
  hasWeights: true,
  write({ model: { graph, inputNames }, read }) {
    const { value, problems } = exportOnnx(graph, { read, inputNames });
    if (value !== null) return { ok: true, content: value };
    return { ok: false, message: problems.map(({ message }) => message).join(" ") };
  },
};
