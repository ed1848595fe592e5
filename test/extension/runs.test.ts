import assert from "node:assert/strict";
import { after, describe, it } from "mocha";
import { commands } from "vscode";
import type { ModelRun, RunOutcome } from "../../src/protocol/index.ts";
import { activated, closeAll, openExample, openText, until } from "./support/window.ts";

/** Runs of the guide's blocks: what they are given and what comes out. */
const rows: readonly {
  readonly file: string;
  readonly block: string;
  readonly input: string;
  readonly output: readonly number[];
}[] = [
  {
    file: "residual.ts",
    block: "new ResidualBlock(64, 64)",
    input: "32x64x32x32",
    output: [32, 64, 32, 32],
  },
  {
    file: "residual.ts",
    block: "new ResidualBlock(64, 128, 2)",
    input: "32x64x32x32",
    output: [32, 128, 16, 16],
  },
  {
    file: "inception.ts",
    block: "new InceptionModule(192, 64, 96, 128, 16, 32, 32)",
    input: "2x192x28x28",
    output: [2, 256, 28, 28],
  },
  {
    file: "depthwise-separable.ts",
    block: "new DepthwiseSeparableConv(64, 128)",
    input: "1x64x56x56",
    output: [1, 128, 56, 56],
  },
  { file: "residual.ts", block: "LeNet5", input: "1x1x32x32", output: [1, 10] },
];

describe("runs in the preview's worker", function () {
  this.timeout(120_000);
  // One page serves all of them: what each test runs is named or in the active editor.
  after(closeAll);

  for (const { file, block, input, output } of rows) {
    it(`${block} on ${input} gives ${output.join("×")}`, async () => {
      const document = await openExample(file);
      const outcome = await run("cnnBlocks.runBlock", document.uri.toString(), block, input);
      const [result] = results(outcome);
      assert.deepEqual(result?.outputs[0]?.shape, output);
      assertReal(result);
    });
  }

  it("the model in view: ResNet-18, the same output for the same seed", async () => {
    await openExample("resnet18.ts");
    const [first] = results(await run("cnnBlocks.runModel"));
    const [second] = results(await run("cnnBlocks.runModel"));
    assert.deepEqual(first?.outputs[0]?.shape, [1, 1000]);
    assert.deepEqual(first?.outputs, second?.outputs);
    assertReal(first);
    const api = await activated();
    assert.equal(api.previewState().backend, first?.backend);
  });

  it("one block as it is in its model, on the shape that arrives there", async () => {
    const document = await openExample("resnet18.ts");
    const outcome = await run("cnnBlocks.runThisBlock", document.uri.toString(), "ResNet18", "layer4.1");
    const [result] = results(outcome);
    assert.deepEqual(result?.outputs[0]?.shape, [1, 512, 7, 7]);
    assertReal(result);
    const none = await run("cnnBlocks.runThisBlock", document.uri.toString(), "ResNet18", "layer5");
    assert.equal(none.kind, "refused");
  });

  it("a trained net finds its weights beside its file and recognises a digit", async () => {
    await openExample("digits.ts");
    const [result] = results(await run("cnnBlocks.runModel"));
    assert.deepEqual(result?.weights, {
      ...{ file: "digits.safetensors", matched: 6 },
      ...{ missing: [], misfits: [], surplus: [] },
    });
    const [most] = result?.outputs[0]?.top ?? [];
    assert.ok(most && most.index === 0 && most.probability > 0.9, JSON.stringify(most));
  });

  it("compares blocks on one input", async () => {
    const document = await openExample("compare.ts");
    const blocks = ["PlainBlock", "new nn.ResidualBlock(64, 64)", "new nn.DepthwiseSeparableConv(64, 64)"];
    const outcome = await run("cnnBlocks.compareBlocks", document.uri.toString(), blocks, "1x64x56x56");
    const compared = results(outcome);
    assert.equal(compared.length, 3);
    for (const result of compared) assertReal(result);
  });

  it("a block that does not accept the input is refused with the reason", async () => {
    const document = await openExample("residual.ts");
    const outcome = await run(
      "cnnBlocks.runBlock",
      document.uri.toString(),
      "new ResidualBlock(64, 64)",
      "1x3x32x32",
    );
    assert.equal(outcome.kind, "refused");
    assert.match(outcome.kind === "refused" ? outcome.message : "", /64 channels.*3/);
  });

  it("a run that needs too much memory is refused before it starts", async () => {
    const document = await openExample("residual.ts");
    const outcome = await run(
      "cnnBlocks.runBlock",
      document.uri.toString(),
      "new ResidualBlock(64, 64)",
      "4096x64x512x512",
    );
    assert.equal(outcome.kind, "refused");
    assert.match(outcome.kind === "refused" ? outcome.message : "", /memory|GiB/i);
  });

  it("a symbolic class is not run, and the refusal says why", async () => {
    const document = await openText(
      "symbolic.ts",
      'import { nn, type Tensor } from "cnn-blocks";\nexport class One extends nn.Module {\n  conv: nn.Conv2d;\n  constructor(c: number) {\n    super();\n    this.conv = new nn.Conv2d(c, c, 3);\n  }\n  forward(x: Tensor): Tensor {\n    return this.conv(x);\n  }\n}\n',
    );
    const outcome = await run("cnnBlocks.runModel", document.uri.toString());
    assert.equal(outcome.kind, "refused");
  });

  it("shows its progress, and ends as cancelled when its page goes away", async () => {
    const document = await openExample("resnet18.ts");
    const api = await activated();
    const going = run("cnnBlocks.runBlock", document.uri.toString(), "VGG16", "4x3x224x224");
    await until("progress", () => api.previewState().progress, 90_000);
    await closeAll();
    assert.deepEqual(await going, { kind: "cancelled" });
  });
});

async function run(command: string, ...args: readonly unknown[]): Promise<RunOutcome> {
  const outcome = await commands.executeCommand<RunOutcome | undefined>(command, ...args);
  assert.ok(outcome, `${command} gave no outcome`);
  return outcome;
}

function results(outcome: RunOutcome): readonly ModelRun[] {
  assert.equal(outcome.kind, "done", JSON.stringify(outcome));
  return outcome.kind === "done" ? outcome.results : [];
}

/** Numbers that only a computation gives: finite, not all the same, with a time for every step. */
function assertReal(result: ModelRun | undefined): void {
  const output = result?.outputs[0];
  assert.ok(result && output);
  assert.equal(output.notFinite, 0);
  assert.ok(output.maximum > output.minimum, JSON.stringify(output));
  assert.ok(output.standardDeviation > 0);
  assert.ok(result.milliseconds > 0);
  assert.ok(result.steps.length > 0 && result.steps.every(({ milliseconds }) => milliseconds >= 0));
  assert.match(result.backend, /^(relaxed|simd)/);
}
