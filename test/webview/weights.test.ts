import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { type NamedTensor, readSafetensors, writeSafetensors } from "../../src/interop/safetensors/index.ts";
import { nn } from "../../src/library/index.ts";
import { parseModel } from "../support/onnx-model.ts";
import { documentOf } from "./support/documents.ts";
import type { PreviewDriver } from "./support/preview-driver.ts";
import { open } from "./support/suite.ts";

const net = documentOf({
  name: "Net",
  build: () => new nn.Sequential(new nn.Flatten(), new nn.Linear(64, 3)),
  input: [1, 64, 1, 1],
});

describe("the weights of a run in the preview", function () {
  this.timeout(60_000);

  it("are random until a file is dropped; then all of it counts, and classes have names", async () => {
    const preview = await openRunTab();
    await preview.page.getByText("Random: what comes out means nothing.").waitFor();
    await drop(preview, "net.safetensors", writeSafetensors(trained(0, 3, 1)));
    const result = await run(preview);
    assert.deepEqual(result.weights, { ...allOf("net.safetensors"), matched: 2 });
    const [output] = result.outputs;
    assert.equal(output?.topFrom, "softmax");
    const [most] = output?.top ?? [];
    const expected = Math.exp(3) / (1 + Math.exp(3) + Math.exp(1));
    assert.ok(most?.index === 1 && Math.abs(most.probability - expected) < 1e-6, JSON.stringify(most));
    await preview.page.getByText("All 2 tensors of the model came from it.").waitFor();
    await drop(preview, "net.classes.txt", Buffer.from("cat\ndog\nkoala\n"));
    await preview.page.locator(".top-classes th").first().getByText("dog").waitFor();
    await drop(preview, "short.txt", Buffer.from("cat\ndog"));
    await preview.page.getByText("short.txt has 2 names, but the output has 3 classes.").waitFor();
    assert.deepEqual(await preview.said("failed"), []);
  });

  it("say what is random where only a part fits", async () => {
    const preview = await openRunTab();
    const [weight, bias] = trained(0, 1, 2);
    assert.ok(weight && bias);
    const wrong = { ...weight, shape: [3, 63], data: weight.data.slice(3) };
    await drop(preview, "part.safetensors", writeSafetensors([wrong, bias]));
    await run(preview);
    await preview.page.getByText("1 of 2 tensors came from it; the others are random").waitFor();
    await preview.page.getByText("1.weight is 3×63 in part.safetensors, but 3×64 in the model.").waitFor();
    await preview.page.locator(".facts", { hasText: "part.safetensors; 1 tensor random, seed 0" }).waitFor();
  });

  it("are refused with the reason where the file is damaged, foreign or too large", async () => {
    const preview = await openRunTab();
    await drop(preview, "torn.safetensors", writeSafetensors(trained(1, 2, 3)).slice(0, 200));
    await refused(preview, /torn\.safetensors is not a \.safetensors file/);
    const claim = new Uint8Array(16);
    new DataView(claim.buffer).setBigUint64(0, 10n ** 12n, true);
    await drop(preview, "lying.safetensors", claim);
    await refused(preview, /lying\.safetensors is not a \.safetensors file\. .*header/i);
    await preview.page.locator('[role="alert"]', { hasText: "lying.safetensors is not a" }).waitFor();
    await drop(preview, "empty.safetensors", new Uint8Array());
    await refused(preview, /empty\.safetensors is not a \.safetensors file\. \S/);
    const foreign = { name: "stem.weight", shape: [1], data: new Float32Array(1) };
    await drop(preview, "other.safetensors", writeSafetensors([foreign]));
    await refused(preview, /Nothing in other\.safetensors fits.*stem\.weight.*1\.weight/);
  });

  it("are read in parts from the host, and anew where the file has changed", async () => {
    const preview = await openRunTab();
    for (const [modified, best] of [
      [1, 0],
      [2, 2],
    ] as const) {
      const scores = [0, 0, 0].map((_, index) => (index === best ? 4 : 0));
      await host(preview, modified, writeSafetensors(trained(...(scores as [number, number, number]))));
      const { outputs, weights } = await run(preview);
      assert.equal(outputs[0]?.top?.[0]?.index, best);
      assert.equal(weights?.matched, 2);
    }
    await preview.page.getByText("found beside the model's file").waitFor();
    const { file, bytes } = await exported(preview, "safetensors");
    assert.deepEqual(file.weights, { seed: 0, fit: { ...allOf("net.safetensors"), matched: 2 } });
    const stored = readSafetensors(bytes).value?.get("1.bias");
    assert.deepEqual(stored && [...new Float32Array(stored.bytes.slice().buffer)], [0, 0, 4]);
    const onnx = parseModel((await exported(preview, "onnx")).bytes);
    assert.deepEqual(onnx.inputs, ["x"]);
    assert.ok(onnx.initializers.has("1.weight"));
  });

  it("are read in sight, from a dropped file too, and then packed", async () => {
    const preview = await open();
    const { page } = preview;
    const wide = documentOf({
      name: "Wide",
      build: () => new nn.Linear(2048, 2048, { bias: false }),
      input: [1, 2048],
    });
    await preview.show(wide);
    await page.evaluate(() => {
      const header = `{"weight":{"dtype":"F32","shape":[2048,2048],"data_offsets":[0,${2 ** 24}]}}  `;
      const bytes = new Uint8Array(8 + header.length + 2 ** 24);
      bytes[0] = header.length;
      bytes.set(new TextEncoder().encode(header), 8);
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([bytes], "wide.safetensors"));
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    });
    const { kind } = await preview.run([wide], { seed: 0, runs: 1 });
    assert.equal(kind, "done");
    const told = await preview.progress();
    const first = told.find(({ phase }) => phase === "reading");
    assert.equal(first?.done, 0, "said before the first part is there");
    assert.ok(told.some(({ phase, done, total }) => phase === "reading" && done > 0 && done < total));
    assert.deepEqual([...new Set(told.map(({ phase }) => phase))], ["reading", "packing", "steps"]);
    assert.equal(told.find(({ phase }) => phase === "packing")?.done, 0);
  });

  it("are asked for no further when the run is cancelled, and what cannot be read is said", async () => {
    const preview = await openRunTab();
    const { page } = preview;
    await page.evaluate(() => {
      const file = { uri: "file:///net.safetensors", name: "net.safetensors", bytes: 2 ** 28, modified: 1 };
      const scope = window as unknown as { parts: number };
      scope.parts = 0;
      window.hosted.companions = () => ({ weights: { ...file, origin: "chosen" }, classes: null });
      window.hosted.readFile = async ({ from, to }: { from: number; to: number }) => {
        scope.parts += 1;
        await new Promise((resolve) => setTimeout(resolve, 20));
        return new ArrayBuffer(to - from);
      };
    });
    const running = preview.run([net], { seed: 0, runs: 1 });
    await page.locator(".run-strip", { hasText: "Reading weights" }).waitFor();
    await page.getByText("Cancel", { exact: true }).click();
    assert.deepEqual(await running, { kind: "cancelled" });
    const parts = () => page.evaluate(() => (window as unknown as { parts: number }).parts);
    const before = await parts();
    await page.waitForTimeout(200);
    assert.ok((await parts()) <= before + 1, "the rest of a file is read for nobody");
    await page.evaluate(() => {
      window.hosted.readFile = () => Promise.reject(new Error("it is no longer there."));
    });
    await refused(preview, /^net\.safetensors could not be read: it is no longer there\.$/);
  });

  it("are not exported of a model of which something is not known, and the refusal says what", async () => {
    const preview = await open();
    for (const [change, words] of [
      [{ symbolic: true }, /Net has no weights, because its constructor arguments are not known/],
      [{ unknownWords: "bn is unknown: line 5" }, /not all of it is known: bn is unknown: line 5\./],
    ] as const) {
      await preview.show({ ...net, ...change, version: JSON.stringify(change) });
      for (const format of ["onnx", "safetensors"]) {
        const file = await preview.exportFile(format);
        assert.match(file.kind === "refused" ? file.message : "done", words);
      }
    }
  });
});

/** What the page writes; its bytes are fetched apart, as they are no JSON. */
async function exported(preview: PreviewDriver, format: string) {
  const file = await preview.exportFile(format);
  if (file.kind !== "done") return assert.fail(file.message);
  const bytes = await preview.page.evaluate(() => {
    const answer = window.said.findLast((one) => one.kind === "result");
    const { content } = (answer?.kind === "result" ? answer.value : {}) as { content?: ArrayBuffer };
    return [...new Uint8Array(content ?? new ArrayBuffer(0))];
  });
  return { file, bytes: Uint8Array.from(bytes) };
}

/** A linear layer that gives these scores whatever comes in. */
function trained(...scores: readonly [number, number, number]): readonly NamedTensor[] {
  return [
    { name: "1.weight", shape: [3, 64], data: new Float32Array(192) },
    { name: "1.bias", shape: [3], data: Float32Array.from(scores) },
  ];
}

function allOf(file: string) {
  return { file, missing: [], misfits: [], surplus: [] };
}

async function openRunTab(): Promise<PreviewDriver> {
  const preview = await open();
  await preview.show(net);
  await preview.page.getByLabel("Show the side panel").first().click();
  await preview.page.getByRole("tab", { name: "Run" }).click();
  return preview;
}

async function run(preview: PreviewDriver) {
  const outcome = await preview.run([net], { seed: 0, runs: 1 });
  const [result] = outcome.kind === "done" ? outcome.results : [];
  return result ?? assert.fail(JSON.stringify(outcome));
}

async function refused(preview: PreviewDriver, words: RegExp): Promise<void> {
  const outcome = await preview.run([net], { seed: 0, runs: 1 });
  assert.match(outcome.kind === "refused" ? outcome.message : outcome.kind, words);
}

async function drop(preview: PreviewDriver, name: string, bytes: Uint8Array): Promise<void> {
  await preview.page.evaluate(
    ([name, bytes]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([Uint8Array.from(bytes)], name));
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    },
    [name, [...bytes]] as const,
  );
  await preview.page.getByText(name).first().waitFor();
}

/** Lets the host have a weights file beside the model's. */
async function host(preview: PreviewDriver, modified: number, bytes: Uint8Array): Promise<void> {
  await preview.page.evaluate(
    ([modified, bytes]) => {
      const file = { uri: "file:///net.safetensors", name: "net.safetensors", bytes: bytes.length };
      window.hosted.companions = () => ({ weights: { ...file, modified, origin: "beside" }, classes: null });
      window.hosted.readFile = ({ from, to }: { from: number; to: number }) =>
        Uint8Array.from(bytes.slice(from, to)).buffer;
    },
    [modified, [...bytes]] as const,
  );
}
