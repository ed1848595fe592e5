import { exportSafetensors } from "../../interop/safetensors/index.ts";
import type { FileFormat } from "./format.ts";

/** The weights alone, named as in PyTorch. */
export const safetensors: FileFormat = {
  name: "safetensors",
  hasWeights: true,
  write({ model: { graph }, read }) {
    const { value, problems } = exportSafetensors(graph, { read });
    if (value !== null) return { ok: true, content: value };
    return { ok: false, message: problems.map(({ message }) => message).join(" ") };
  },
};
