import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import { buildUnlessBuilt } from "../../scripts/build-all.ts";
import { readSafetensors, writeSafetensors } from "../../src/interop/safetensors/index.ts";
import { command } from "../support/command.ts";

/** A model of one layer, whose scores are its bias. */
const net = `import { nn, randn } from "cnn-blocks";
export const net = new nn.Sequential(new nn.Linear(2, 2));
net(randn(1, 2));
`;
const tensors = (bias: number) => [
  { name: "0.weight", shape: [2, 2], data: new Float32Array(4) },
  { name: "0.bias", shape: [2], data: new Float32Array([bias, 0]) },
];

describe("weights and class names beside a model's file", function () {
  this.timeout(30_000);
  let folder: string;
  const files: Readonly<Record<string, string | Uint8Array>> = {
    "net.ts": net,
    "net.safetensors": writeSafetensors(tensors(2)),
    "net.classes.txt": "cat\ndog\n",
    "given.safetensors": writeSafetensors(tensors(3)),
    "alone.ts": net,
    "other.ts": net,
    "other.safetensors": writeSafetensors([{ name: "x", shape: [1], data: new Float32Array(1) }]),
    "half.ts": net,
    "half.safetensors": writeSafetensors([
      { name: "0.bias", shape: [2], data: new Float32Array([5, 0]) },
      { name: "0.weight", shape: [1], data: new Float32Array(1) },
    ]),
    "broken.ts": net,
    "broken.safetensors": "{}",
  };
  before(async () => {
    await buildUnlessBuilt(["dist/kernel"]);
    folder = await mkdtemp(join(tmpdir(), "cnn-blocks-beside-"));
    await Promise.all(Object.entries(files).map(([name, content]) => writeFile(join(folder, name), content)));
  });
  after(() => rm(folder, { recursive: true }));
  const run = (file: string, ...args: readonly string[]) =>
    command(folder, "run", file, "--runs", "1", ...args);

  it("are taken, and the run says so", async () => {
    const { code, out, err } = await run("net.ts");
    assert.equal(code, 0, err);
    assert.match(err, /^net · Sequential: 2 tensors from net\.safetensors beside it\.\n$/);
    assert.match(out, /^Weights net\.safetensors, 2 tensors$/m);
    assert.match(out, /^cat +88\.1 % +2\ndog +11\.9 % +0$/m);
  });

  it("are not taken where others are named, or none are wanted", async () => {
    const given = await run("net.ts", "--weights", "given.safetensors", "--classes", "none", "--json");
    const [data] = JSON.parse(given.out);
    assert.equal(data.weightsFile, "given.safetensors");
    assert.deepEqual([data.classes[0].value, data.classes[0].name], [3, null]);
    const random = await run("net.ts", "--weights", "random");
    assert.deepEqual([random.code, random.err], [0, ""]);
    assert.match(random.out, /^Weights random, seed 0$/m);
    assert.match((await run("alone.ts")).out, /^Weights random, seed 0$/m);
  });

  it("do not keep a model from running where they do not fit it", async () => {
    const other = await run("other.ts");
    assert.equal(other.code, 0);
    assert.match(
      other.err,
      /nothing in other\.safetensors beside it fits, so all weights are made from seed 0\./,
    );
    const half = await run("half.ts", "--json");
    assert.equal(half.code, 0);
    assert.match(half.err, /0\.weight is 1 in half\.safetensors, but 2×2 in the model\./);
    assert.equal(JSON.parse(half.out)[0].weights.matched.length, 1);
  });

  it("that cannot be read are refused, with the way around them", async () => {
    const { code, err } = await run("broken.ts");
    assert.equal(code, 2);
    assert.match(
      err,
      /broken\.safetensors is not a \.safetensors file\..* --weights random runs without it\./,
    );
  });

  it("are in what is exported", async () => {
    const { code, err } = await command(
      folder,
      "export",
      "net.ts",
      "--format",
      "safetensors",
      "-o",
      "out.safetensors",
    );
    assert.equal(code, 0, err);
    const { value } = readSafetensors(new Uint8Array(await readFile(join(folder, "out.safetensors"))));
    assert.deepEqual([...(value?.keys() ?? [])].sort(), ["0.bias", "0.weight"]);
  });
});
