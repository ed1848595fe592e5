export { exportOnnx, type OnnxOptions, type OnnxProblem, valueName } from "./export-onnx.ts";
