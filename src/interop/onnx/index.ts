export { exportOnnx, valueName } from "./export-onnx.ts";
