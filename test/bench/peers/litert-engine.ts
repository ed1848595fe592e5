import { loadAndCompile, loadLiteRt, Tensor } from "@litertjs/core";
import { type Engine, threadsText } from "../engine.ts";
import { channelsLast } from "./folded.ts";
import { ownOrder } from "./order.ts";

/**
 * LiteRT on WebAssembly, in pages and their workers only. `folder`: where its scripts and .wasm files are served. Its
 * worker threads start from the script that called it unless they are given its own.
 */
export function litertEngine(folder: string, threads = 1): Engine {
  let runtime: Promise<unknown> | undefined;
  return {
    name: "LiteRT.js",
    prepare:
      ({ tflite, inputShape, output }) =>
      async () => {
        runtime ??= start(folder, threads);
        await runtime;
        const model = await loadAndCompile(tflite, {
          accelerator: "wasm",
          cpuOptions: { numThreads: threads },
        });
        const [N = 1, C = 1, H = 1, W = 1] = inputShape;
        // The input is turned to channels last once, outside the time that is measured.
        let turned: { readonly from: Float32Array; readonly to: Float32Array } | undefined;
        return {
          backend: threadsText(threads),
          async run(input) {
            if (turned?.from !== input) turned = { from: input, to: channelsLast(input, inputShape) };
            const tensor = new Tensor(turned.to, [N, H, W, C]);
            const results = await model.run(tensor);
            const [first] = results;
            if (first === undefined) throw new Error("LiteRT gave no output.");
            const values = Float32Array.from(await first.data());
            for (const one of [tensor, ...results]) one.delete();
            return values;
          },
          ordered: (values) => ownOrder(values, output.shape, output.order),
          async dispose() {
            model.delete();
          },
        };
      },
  };
}

/** Emscripten asks the global `Module`, which it then forgets, where a program's files are. */
function start(folder: string, threads: number): Promise<unknown> {
  if (threads > 1) {
    const mainScriptUrlOrBlob = `${folder}litert_wasm_threaded_internal.js`;
    const locateFile = (path: string): string => folder + path;
    Object.assign(globalThis, { Module: { mainScriptUrlOrBlob, locateFile } });
  }
  return loadLiteRt(folder, { threads: threads > 1 });
}
