import { backends } from "../support/kernels.ts";
import { byKernel } from "../support/onnx-compute.ts";
import { describeConformance } from "../support/onnx-conformance.ts";

for (const kernel of backends) describeConformance(`the kernels of ${kernel.name}`, byKernel(kernel));
