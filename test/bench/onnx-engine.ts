import type { env, InferenceSession, Tensor } from "onnxruntime-web";
import { type Engine, threadsText } from "./engine.ts";

/** The part of ONNX Runtime that runs models; its builds for Node and for pages are different files. */
interface Ort {
  readonly env: typeof env;
  readonly InferenceSession: typeof InferenceSession;
  readonly Tensor: typeof Tensor;
}

interface OnnxOptions {
  readonly name?: string;
  readonly folder?: string;
  readonly threads?: number;
}

/** ONNX Runtime, on WebAssembly or native. `folder`: where its .wasm files are served, in a page. */
export function onnxEngine(
  ort: Ort,
  { name = "onnxruntime-web", folder, threads = 1 }: OnnxOptions = {},
): Engine {
  ort.env.wasm.numThreads = threads;
  ort.env.logLevel = "error";
  if (folder !== undefined) ort.env.wasm.wasmPaths = folder;
  return {
    name,
    prepare:
      ({ onnx, inputShape }) =>
      async () => {
        const session = await ort.InferenceSession.create(onnx, {
          graphOptimizationLevel: "all",
          // For the native one; that on WebAssembly asks `env`.
          intraOpNumThreads: threads,
          interOpNumThreads: 1,
        });
        const [inputName = ""] = session.inputNames;
        const [outputName = ""] = session.outputNames;
        return {
          // Where memory cannot be shared it sets the number back by itself.
          backend: threadsText(ort.env.wasm.numThreads ?? threads),
          async run(input) {
            const results = await session.run({ [inputName]: new ort.Tensor("float32", input, inputShape) });
            return results[outputName]?.data as Float32Array;
          },
          dispose: () => session.release(),
        };
      },
  };
}
