import * as ort from "onnxruntime-web/wasm";
import type { Engine } from "./engine.ts";

/** ONNX Runtime on WebAssembly, one thread. `folder`: where its .wasm files are served, in a page. */
export function onnxEngine(folder?: string): Engine {
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = "error";
  if (folder !== undefined) ort.env.wasm.wasmPaths = folder;
  return {
    name: "onnxruntime-web",
    prepare:
      ({ onnx, inputShape }) =>
      async () => {
        const session = await ort.InferenceSession.create(onnx, { graphOptimizationLevel: "all" });
        const [inputName = ""] = session.inputNames;
        const [outputName = ""] = session.outputNames;
        return {
          async run(input) {
            const results = await session.run({ [inputName]: new ort.Tensor("float32", input, inputShape) });
            return results[outputName]?.data as Float32Array;
          },
          dispose: () => session.release(),
        };
      },
  };
}
