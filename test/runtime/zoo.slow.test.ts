import { describe, it } from "mocha";
import { models, randn } from "../../src/nn/index.ts";
import { trace } from "../../src/nn/running/trace.ts";
import { assertKernelsAgree } from "../support/session-run.ts";

/**
 * Whole nets on inputs as small as they take, since the references are plain loops; the other nets are held against ONNX
 * Runtime alone. Dozens of layers in single precision, Winograd's among them, stay within 1e-4 of the largest output.
 */
const rows: Readonly<
  Record<string, { readonly make: () => Parameters<typeof trace>[0]; readonly input: readonly number[] }>
> = {
  LeNet5: { make: () => new models.LeNet5(), input: [3, 1, 32, 32] },
  ResNet18: { make: () => new models.ResNet18(10), input: [1, 3, 33, 34] },
  MobileNetV1: { make: () => new models.MobileNetV1(10), input: [1, 3, 33, 34] },
  SqueezeNet11: { make: () => new models.SqueezeNet11(10), input: [1, 3, 33, 34] },
  MobileNetV2: { make: () => new models.MobileNetV2(10), input: [1, 3, 33, 34] },
};

describe("whole nets agree with the references", () => {
  for (const [name, { make, input }] of Object.entries(rows)) {
    it(`${name} on ${input.join("×")}`, async () => {
      await assertKernelsAgree(trace(make(), randn(...input)), 1e-4);
    }).timeout(60_000);
  }
});
