import { byReference } from "../support/onnx-compute.ts";
import { describeConformance } from "../support/onnx-conformance.ts";

describeConformance("the references", byReference);
