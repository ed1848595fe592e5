import * as ort from "onnxruntime-web";

ort.env.wasm.numThreads = 1;
ort.env.logLevel = "error";

/** Runs an .onnx file in ONNX Runtime on WebAssembly; inputs and outputs by their names. */
export async function runOnnx(
  model: Uint8Array,
  inputs: Readonly<Record<string, { readonly shape: readonly number[]; readonly data: Float32Array }>>,
): Promise<Readonly<Record<string, Float32Array>>> {
  const session = await ort.InferenceSession.create(model, { graphOptimizationLevel: "all" });
  try {
    const feeds = Object.entries(inputs).map(([name, { shape, data }]) => {
      return [name, new ort.Tensor("float32", data, shape)] as const;
    });
    const results = await session.run(Object.fromEntries(feeds));
    return Object.fromEntries(
      Object.entries(results).map(([name, { data }]) => [name, Float32Array.from(data as Float32Array)]),
    );
  } finally {
    await session.release();
  }
}
