import { createRequire } from "node:module";
import type { Engine } from "../engine.ts";
import { onnxEngine } from "../onnx-engine.ts";
import { hasTorch, torchEngine } from "./torch-engine.ts";

/** Engines that run outside WebAssembly, with all that the processor has, on one thread: the next limit. */
export function nativeEngines(): readonly Engine[] {
  const require = createRequire(new URL("../native/package.json", import.meta.url));
  const onnx = { ...onnxEngine(require("onnxruntime-node"), { name: "ONNX Runtime" }), isNative: true };
  return hasTorch() ? [onnx, torchEngine()] : [onnx];
}
