import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { nnSources } from "virtual:nn-sources";
import { after, before, describe, it } from "mocha";
import { buildUnlessBuilt } from "../../scripts/build-all.ts";
import { runCli } from "../../src/cli/cli.ts";
import type { ModelData } from "../../src/cli/model-data.ts";
import { readSafetensors, writeSafetensors } from "../../src/interop/safetensors/index.ts";
import { readModel } from "../support/onnx-model.ts";

const header = 'import { F, nn, models, randn, type Tensor } from "cnn-blocks";\n';
const files: Readonly<Record<string, string>> = {
  "net.ts": `${header}
export class Net extends nn.Module {
  conv1 = new nn.Conv2d(3, 8, 3);
  bn1 = new nn.BatchNorm2d(8);
  fc = new nn.Linear(8, 10);
  forward(x: Tensor) {
    const out = F.relu(this.bn1(this.conv1(x)));
    return this.fc(out.mean([2, 3]));
  }
}
export const y = new Net()(randn(1, 3, 10, 10));
`,
  "symbolic.ts": `${header}
export class Part extends nn.Module {
  conv: nn.Conv2d;
  constructor(channels: number) {
    super();
    this.conv = new nn.Conv2d(channels, 2 * channels, 3, { bias: false });
  }
  forward(x: Tensor) {
    return this.conv(x);
  }
}
`,
  "resnet.ts": `${header}export const y = new models.ResNet18()(randn(1, 3, 224, 224));\n`,
  "faulty.ts": `${header}const y = new nn.Conv2d(16, 8, 3)(randn(1, 3, 32, 32));\n`,
  "batch.ts": `${header.replace("randn", "input")}new nn.Sequential(new nn.Conv2d(3, 4, 3))(input("N", 3, 8, 8));\n`,
  "wide.ts": `${header}new nn.Sequential(new nn.Linear(1_000_000, 1_000_000))(randn(1, 1_000_000));\n`,
  "two.ts": `${header}
class Net extends nn.Module {
  conv: nn.Conv2d;
  constructor(channels: number) { super(); this.conv = new nn.Conv2d(3, channels, 3); }
  forward(x: Tensor) { return this.conv(x); }
}
const narrow = new Net(4);
narrow.conv = new nn.Conv2d(3, 5, 3);
narrow(randn(1, 3, 8, 8));
export const wide = new Net(8)(randn(1, 3, 8, 8));
`,
  "leftover.ts": `${header}
class Unused extends nn.Module {
  constructor(private stride: number) { super(); }
  forward(x: Tensor) { return new nn.MaxPool2d(1, { stride: this.stride })(x); }
}
class Assumed extends nn.Module { conv = new nn.Conv2d(3, 4, 3); forward(x: Tensor) { return this.conv(x); } }
class Net extends nn.Module { conv = new nn.Conv2d(3, 4, 3); forward(x: Tensor) { return this.conv(x); } }
export const y = new Net()(randn(1, 3, 8, 8));
`,
  "both.ts": `${header}
class Both extends nn.Module {
  conv = new nn.Conv2d(3, 8, 3);
  fc = new nn.Linear(4, 8);
  forward(image: Tensor, meta: Tensor) { return this.conv(image).mean([2, 3]).add(this.fc(meta)); }
}
export const both = new Both();
export const sum = (a: Tensor, b: Tensor): Tensor => a.add(b);
`,
  "folded.ts": `${header}export const y = new nn.Linear(2048, 10)(randn(2, 64, 4, 4).view(-1, 2048));\n`,
  "plain.ts": "export const x = 1;\n",
  "pytorch.ts": 'import { F, randn } from "cnn-blocks";\nF.conv_3x3(randn(1, 3, 8, 8));\n',
  "huge.ts": `${header}new nn.Conv2d(64, 64, 3, { padding: 1 })(randn(64, 64, 8192, 8192));\n`,
};

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

describe("command", function () {
  this.timeout(60_000);
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "cnn-blocks-cli-"));
    await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)));
    await mkdir(join(folder, "folder"));
    await buildUnlessBuilt(["dist/cli"]);
  });
  after(() => rm(folder, { recursive: true }));

  async function cli(...args: readonly string[]): Promise<Outcome> {
    const out: string[] = [];
    const err: string[] = [];
    const code = await runCli(args, {
      folder,
      library: nnSources,
      version: "1.2.3",
      watch: () => assert.fail("no watch"),
      readKernels: async () => {
        const bytes = await readFile(new URL("../../dist/kernel/simd.wasm", import.meta.url));
        return { simd: new Uint8Array(bytes) };
      },
      readPictures: () => assert.fail("no picture"),
      startServer: () => assert.fail("no server"),
      serveTools: () => assert.fail("no tools"),
      cores: 2,
      // Loaded on demand, because it needs the kernel's builds.
      readThreading: async () => {
        const { startThread, threadedBackend } = await import("../support/kernels.ts");
        return { kernel: threadedBackend(), startThread };
      },
      print: (text) => out.push(text),
      complain: (text) => err.push(text),
    });
    return { code, out: out.join(""), err: err.join("") };
  }

  async function json(...args: readonly string[]): Promise<readonly ModelData[]> {
    const { code, out, err } = await cli("summary", "--json", ...args);
    assert.equal(code, 0, err);
    return JSON.parse(out);
  }

  it("summary: a table of layers and totals", async () => {
    const { code, out, err } = await cli("summary", "net.ts");
    assert.deepEqual({ code, err }, { code: 0, err: "" });
    assert.match(out, /^y · Net {3}1×3×10×10 → 1×10$/m);
    assert.match(out, /^conv1 +Conv2d 3×3, 3→8 +1×8×8×8 +224 +13,824$/m);
    assert.match(out, /^Parameters +330$/m);
    assert.match(out, /^Buffers +16$/m);
    assert.match(out, /^MACs +13,904$/m);
  });

  it("summary --json: one object for each model", async () => {
    const [model, ...others] = await json("net.ts");
    assert.deepEqual(others, []);
    const { layers, ...totals } = model ?? assert.fail("no model");
    assert.deepEqual(totals, {
      name: "y · Net",
      variable: "y",
      class: "Net",
      file: "net.ts",
      input: [1, 3, 10, 10],
      inputNames: ["x"],
      outputNames: [],
      output: [1, 10],
      conditions: null,
      parameters: 330,
      fixedParameters: 0,
      buffers: 16,
      macs: 13_904,
      unused: [],
      unknown: [],
      problems: [],
    });
    assert.deepEqual(layers[0], {
      path: "conv1",
      op: "conv2d",
      class: "Conv2d",
      input: [1, 3, 10, 10],
      output: [1, 8, 8, 8],
      parameters: 224,
      macs: 13_824,
    });
    assert.deepEqual(
      layers.map(({ path }) => path),
      ["conv1", "bn1", "", "", "fc"],
    );
  });

  it("summary: published figures of ResNet-18", async () => {
    const [model] = await json("resnet.ts");
    assert.equal(model?.parameters, 11_689_512);
    assert.equal(model?.macs, 1_814_073_344);
  });

  it("--input replaces the example input", async () => {
    const [model] = await json("net.ts", "--input", "2x3x20x20");
    assert.deepEqual([model?.name, model?.input, model?.output], ["y · Net", [2, 3, 20, 20], [2, 10]]);
  });

  it("--class takes a variable, a class, or both as they are shown", async () => {
    const named = async (name: string) => (await json("two.ts", "--class", name)).map((model) => model.name);
    assert.deepEqual(await named("wide"), ["wide · Net"]);
    assert.deepEqual(await named("Net"), ["narrow · Net", "wide · Net"]);
    assert.deepEqual(await named("narrow · Net"), ["narrow · Net"]);
  });

  it("--input calls the very model that a variable holds", async () => {
    const [model] = await json("two.ts", "--class", "narrow", "--input", "2x3x8x8");
    assert.deepEqual([model?.name, model?.output], ["narrow · Net", [2, 5, 6, 6]]);
  });

  it("--input takes several shapes, in the order of forward's parameters or by their names", async () => {
    for (const shapes of ["2x3x8x8,2x4", "meta=2x4,image=2x3x8x8"]) {
      const [model] = await json("both.ts", "--class", "both", "--input", shapes);
      assert.deepEqual(model?.input, [
        [2, 3, 8, 8],
        [2, 4],
      ]);
      assert.deepEqual(
        [model?.inputNames, model?.output],
        [
          ["image", "meta"],
          [2, 8],
        ],
      );
    }
    const [sum] = await json("both.ts", "--class", "sum", "--input", "2x4,2x4");
    assert.deepEqual(sum?.output, [2, 4]);
  });

  it("--input says which shapes are missing or not known", async () => {
    const missing = await cli("summary", "both.ts", "--class", "both", "--input", "2x3x8x8");
    assert.equal(missing.code, 2);
    assert.match(missing.err, /--input for both: the shape of meta is missing/);
    const unknown = await cli("summary", "both.ts", "--class", "both", "--input", "img=2x3x8x8,meta=2x4");
    assert.match(unknown.err, /forward has no input img; it takes image and meta\./);
  });

  it("export names the inputs as forward does", async () => {
    const made = await cli(
      "export",
      "both.ts",
      "--class",
      "both",
      "--input",
      "2x3x8x8,2x4",
      "-o",
      "both.onnx",
    );
    assert.deepEqual([made.code, made.err], [0, ""]);
    const { inputs } = readModel(join(folder, "both.onnx"));
    assert.deepEqual(inputs, ["image", "meta"]);
  });

  it("check prints what is doubtful but runs, and exits with 0", async () => {
    const { code, out } = await cli("check", "folded.ts");
    assert.equal(code, 0);
    assert.match(out, /warning\[batch-folded\]/);
  });

  it("export: asks which of several models it is to be, and takes the variable for an answer", async () => {
    const { code, err } = await cli("export", "two.ts");
    assert.equal(code, 2);
    assert.match(err, /There are narrow · Net, wide · Net\. Choose one with --class narrow/);
    const named = await cli("export", "two.ts", "--class", "wide", "-o", "wide.onnx");
    assert.deepEqual([named.code, named.err], [0, ""]);
  });

  it("what nothing calls keeps nothing else from being exported", async () => {
    const { code, out, err } = await cli("export", "leftover.ts", "-o", "leftover.onnx");
    assert.deepEqual([code, err], [0, ""]);
    assert.match(out, /y · Net/);
  });

  it("--version", async () => {
    assert.deepEqual(await cli("--version"), { code: 0, out: "1.2.3\n", err: "" });
    assert.deepEqual(await cli("-v"), await cli("--version"));
  });

  it("--class takes a library class, too", async () => {
    const [model] = await json("net.ts", "--class", "LeNet5");
    assert.deepEqual([model?.name, model?.input], ["LeNet5", [1, 1, 32, 32]]);
  });

  it("a class of the file hides a library class of the same name, and keeps its symbols on a given input", async () => {
    const own = files["symbolic.ts"]?.replace("class Part", "class ResidualBlock") ?? "";
    await writeFile(join(folder, "own.ts"), own);
    const [model] = await json("own.ts", "--class", "ResidualBlock", "--input", "1x4x8x8");
    assert.deepEqual([model?.input, model?.layers.length], [[1, 4, 8, 8], 1]);
    assert.deepEqual(model?.output, [1, "2·channels", 6, 6]);
  });

  it("a class that nothing constructs keeps its symbols", async () => {
    const [model] = await json("symbolic.ts");
    assert.equal(model?.name, "Part");
    assert.equal(model?.parameters, "18·channels²");
  });

  it("check: prints nothing and exits with 0 if there is no problem", async () => {
    assert.deepEqual(await cli("check", "net.ts"), { code: 0, out: "", err: "" });
  });

  it("check: prints file:line:column and exits with 1 if there is a problem", async () => {
    const { code, out } = await cli("check", "faulty.ts");
    assert.equal(code, 1);
    assert.match(
      out,
      /^faulty\.ts:2:25: error\[channel-mismatch\]: .*expects 16 channels, but the input has 3/,
    );
  });

  it("check --json: the same as data", async () => {
    const { code, out } = await cli("check", "faulty.ts", "--json");
    assert.equal(code, 1);
    const [problem] = JSON.parse(out);
    const at = { line: 2, column: 25, start: 88, end: 90 };
    assert.deepEqual(
      { ...problem, message: "" },
      { ...at, code: "channel-mismatch", severity: "error", message: "", file: "faulty.ts" },
    );
  });

  it("check --input: a problem that only this input causes", async () => {
    const { code, out } = await cli("check", "net.ts", "--input", "1x4x10x10");
    assert.equal(code, 1);
    assert.match(out, /^net\.ts:\d+:\d+: error\[channel-mismatch\]/);
  });

  const kernel = existsSync(new URL("../../dist/kernel/simd.wasm", import.meta.url));
  const itRuns = kernel ? it : it.skip;

  itRuns("run: time per step, output and kernel; the same seed gives the same output", async () => {
    const { code, out, err } = await cli("run", "net.ts", "--runs", "2", "--seed", "3");
    assert.equal(code, 0, err);
    assert.match(out, /^conv1/m);
    assert.match(out, /ms, median of \d+ runs after a warm-up of/);
    assert.match(out, /^Output 1×10: range −?[\d.]+ … [\d.]+, mean ± sd/m);
    assert.match(out, /^Kernel SIMD.*, 1 thread; memory .*; seed 3$/m);
    const again = await cli("run", "net.ts", "--runs", "1", "--seed", "3");
    const other = await cli("run", "net.ts", "--runs", "1", "--seed", "4");
    assert.equal(outputOf(again), outputOf({ out }));
    assert.notEqual(outputOf(other), outputOf({ out }));
  });

  for (const command of ["run", "plan"]) {
    it(`${command} refuses a model whose layers do not fit together, and says why`, async () => {
      const { code, out, err } = await cli(command, "net.ts", "--input", "1x5x32x32");
      assert.deepEqual({ code, out }, { code: 1, out: "" });
      assert.match(
        err,
        /cannot run, because its layers do not fit together\.\nnet\.ts:.*error\[channel-mismatch\]/,
      );
    });
  }

  itRuns("run --threads: at most one thread for each core, and the same output", async () => {
    const alone = await cli("run", "net.ts", "--runs", "1");
    const two = await cli("run", "net.ts", "--runs", "1", "--threads", "2");
    assert.deepEqual({ code: two.code, err: two.err }, { code: 0, err: "" });
    assert.match(two.out, /^Kernel .*, 2 threads;/m);
    assert.equal(outputOf(two), outputOf(alone));
    const more = await cli("run", "net.ts", "--runs", "1", "--threads", "64");
    assert.equal(more.code, 0);
    assert.match(more.err, /^--threads 64: the run uses 2, because this machine has 2 cores\.$/m);
    assert.match(more.out, /^Kernel .*, 2 threads;/m);
  });

  itRuns("run --json: the same as data", async () => {
    const { code, out } = await cli("run", "net.ts", "--json", "--runs", "1");
    assert.equal(code, 0);
    const [result] = JSON.parse(out);
    assert.equal(result.name, "y · Net");
    assert.deepEqual(result.outputs[0].shape, [1, 10]);
    assert.equal(result.outputs[0].notFinite, 0);
  });

  itRuns("run: a run that needs more memory than possible is refused before it starts", async () => {
    const { code, err } = await cli("run", "huge.ts");
    assert.equal(code, 1);
    assert.match(err, /memory|GB|MB/);
  });

  itRuns("run: a model with symbolic arguments is refused", async () => {
    const { code, err } = await cli("run", "symbolic.ts");
    assert.equal(code, 1);
    assert.match(err, /Part cannot run, because its constructor arguments are not known/);
  });

  it("plan: steps and memory", async () => {
    const { code, out } = await cli("plan", "net.ts");
    assert.equal(code, 0);
    assert.match(out, /memory .*, constants .*, arena/);
    assert.match(out, /1 {2}Conv2d 3×3.*convolution 3×3.*f32_conv.* B .* KiB .*[\d,]+$/m);
  });

  it("export: an .onnx file with the weights, named as in PyTorch", async () => {
    const { code, out, err } = await cli("export", "net.ts", "-o", "made.onnx", "--seed", "2");
    assert.deepEqual({ code, err }, { code: 0, err: "" });
    assert.match(out, /^made\.onnx: y · Net, [\d,]+ bytes$/m);
    const { initializers, inputs, nodes } = readModel(join(folder, "made.onnx"));
    assert.deepEqual(initializers.get("conv1.weight")?.shape, [8, 3, 3, 3]);
    assert.equal(inputs.length, 1);
    assert.deepEqual(nodes.map(({ type }) => type).slice(0, 3), ["Conv", "BatchNormalization", "Relu"]);
  });

  for (const format of ["onnx", "safetensors"]) {
    it(`export: more weights than an .${format} file holds are refused before they are made`, async () => {
      const { code, err } = await cli("export", "wide.ts", "--format", format);
      assert.equal(code, 1);
      assert.match(err, /^Sequential: .*(2 GiB|weights are more than can be written)/);
    });
  }

  it("export: a symbolic batch stays one", async () => {
    const { code, err } = await cli("export", "batch.ts");
    assert.deepEqual({ code, err }, { code: 0, err: "" });
    assert.ok(existsSync(join(folder, "Sequential.onnx")));
  });

  itRuns("export and run: exported weights can be read again", async () => {
    assert.equal((await cli("export", "net.ts", "-o", "made.safetensors", "--seed", "5")).code, 0);
    const { code, out, err } = await cli("run", "net.ts", "--runs", "1", "--weights", "made.safetensors");
    assert.deepEqual({ code, err }, { code: 0, err: "" });
    const { value } = readSafetensors(await readFile(join(folder, "made.safetensors")));
    assert.equal(value?.size, 8);
    const without = await cli("run", "net.ts", "--runs", "1");
    assert.notEqual(outputOf({ out }), outputOf(without), "other weights, other output");
    const { out: data } = await cli(
      "run",
      "net.ts",
      "--runs",
      "1",
      "--json",
      "--weights",
      "made.safetensors",
    );
    assert.equal(JSON.parse(data)[0].weights.matched.length, 8);
  });

  itRuns("run --weights: reports what does not fit", async () => {
    await write("half.safetensors", [
      { name: "fc.bias", shape: [10] },
      { name: "tail.bias", shape: [1] },
    ]);
    const half = await cli("run", "net.ts", "--runs", "1", "--weights", "half.safetensors");
    assert.equal(half.code, 0);
    assert.match(
      half.err,
      /^y · Net: not in half\.safetensors, so made from seed 0: conv1\.weight, .*fc\.weight\.$/m,
    );
    assert.match(half.err, /^y · Net: only in half\.safetensors: tail\.bias\.$/m);
    await write("wide.safetensors", [{ name: "fc.bias", shape: [11] }]);
    const wide = await cli("run", "net.ts", "--weights", "wide.safetensors");
    assert.equal(wide.code, 1);
    assert.match(wide.err, /^y · Net: fc\.bias is 11 in wide\.safetensors, but 10 in the model\.$/m);
    await write("other.safetensors", [{ name: "body.bias", shape: [10] }]);
    const other = await cli("run", "net.ts", "--weights", "other.safetensors");
    assert.equal(other.code, 1);
    assert.match(other.err, /no tensor in other\.safetensors has the name of one of this model's/);
  });

  const write = (
    name: string,
    tensors: readonly { readonly name: string; readonly shape: readonly number[] }[],
  ) =>
    writeFile(
      join(folder, name),
      writeSafetensors(
        tensors.map((one) => ({ ...one, data: new Float32Array(one.shape.reduce((a, b) => a * b, 1)) })),
      ),
    );

  const refused: readonly (readonly [args: string[], message: RegExp])[] = [
    [["summary", "missing.ts"], /There is no file missing\.ts/],
    [["summary", "folder"], /folder is a folder/],
    [
      ["summary", "net.ts", "--class", "Nett"],
      /There is no model and no class Nett: net\.ts has y · Net, Net; the library has/,
    ],
    [["summary", "net.ts", "--input", "3 by 3"], /is not a shape/],
    [["run", "net.ts", "--weights", "missing.safetensors"], /no file missing\.safetensors/],
    [["run", "net.ts", "--weights", "net.ts"], /net\.ts is not a \.safetensors file/],
    [
      ["export", "net.ts", "--format", "keras"],
      /There is no format "keras": --format is one of onnx, safetensors, svg, html/,
    ],
    [["export", "net.ts", "-o", "net.pb"], /There is no format "pb"/],
    [["export", "net.ts", "-o", "no-folder/net.onnx"], /no-folder\/net\.onnx cannot be written/],
    [["export", "plain.ts"], /There is no model in plain\.ts/],
    [["export", "symbolic.ts"], /Part has no weights, because its constructor arguments are not known/],
    [["fly", "net.ts"], /There is no command "fly"/],
  ];
  for (const [args, message] of refused) {
    it(`refuses ${args.join(" ")}`, async () => {
      const { code, out, err } = await cli(...args);
      assert.deepEqual([code, out], [2, ""]);
      assert.match(err, message);
      assert.equal(err.split("\n").length, 2, "one line");
    });
  }

  it("export: a PNG needs a browser", async () => {
    assert.match(
      (await cli("export", "net.ts", "-o", "net.png")).err,
      /preview's menu exports it, or take svg/,
    );
  });

  it("as a separate process: exit code and output", () => {
    const { status, stdout, stderr } = asProcess("check", join(folder, "faulty.ts"));
    assert.equal(status, 1, stderr);
    assert.match(stdout, /faulty\.ts:2:25: error\[channel-mismatch\]/);
    assert.equal(asProcess("check", join(folder, "missing.ts")).status, 2);
  });

  it("a file without a model says so", async () => {
    const { code, err } = await cli("summary", "plain.ts");
    assert.equal(code, 1);
    assert.match(err, /There is no model in plain\.ts: no class extends nn\.Module/);
  });

  const absences: Readonly<Record<string, readonly [text: string, reason: RegExp]>> = {
    "abstract.ts": [
      "abstract class Base extends nn.Module { forward(x: Tensor) { return x; } }",
      /: Base \(line 2\) is abstract\./,
    ],
    "throws.ts": [
      'class Net extends nn.Module { constructor() { super(); throw new Error("not ready"); } forward(x: Tensor) { return x; } }',
      /: Net \(line 2\) throws when it is constructed: not ready\./,
    ],
    "idle.ts": ["class Net extends nn.Module { relu = new nn.ReLU(); }", /: Net \(line 2\) has no forward\./],
    "class.ts": [
      "class Net { forward(x: Tensor) { return x; } }",
      /: Net \(line 2\) .* does not extend nn\.Module\./,
    ],
    "layer.ts": [
      "export const conv = new nn.Conv2d(3, 8, 3);",
      /: conv \(line 2\) is not called on a tensor\./,
    ],
    "returnless.ts": [
      "function build() { new nn.ReLU(); }\nexport const net = build();",
      /: net \(line 3\) is undefined, because build returns nothing\./,
    ],
    "package.ts": [
      'import { Net } from "some-zoo";\nexport const net = new Net();',
      /because of line 2: some-zoo is not read/,
    ],
    "lost.ts": [
      'import { Net } from "./gone.ts";\nnew Net()(randn(1));',
      /because of line 2: The file \.\/gone\.ts was not found/,
    ],
  };

  for (const [name, [text, reason]] of Object.entries(absences)) {
    it(`a file without a model says which line comes nearest to one: ${name}`, async () => {
      await writeFile(join(folder, name), `${header}${text}\n`);
      const { code, err } = await cli("summary", name);
      assert.equal(code, 1);
      assert.match(err, reason);
    });
  }

  it("a file of helpers is no fault, but check says that there is no model", async () => {
    const { code, out, err } = await cli("check", "plain.ts");
    assert.deepEqual([code, out], [0, ""]);
    assert.match(err, /There is no model in plain\.ts: no class extends nn\.Module/);
  });

  it("a file whose model cannot be followed says why", async () => {
    for (const command of ["summary", "run"]) {
      const { code, err } = await cli(command, "pytorch.ts");
      assert.equal(code, 1);
      assert.match(
        err,
        /^pytorch\.ts:2:3: error\[missing-member\].*\nThere is no model .* from input to output/,
      );
    }
  });

  it("prints its help", async () => {
    const { code, out } = await cli("--help");
    assert.equal(code, 0);
    for (const word of [
      "summary",
      "check",
      "run",
      "plan",
      "export",
      "--weights",
      "--input",
      "--class",
      "--json",
    ])
      assert.ok(out.includes(word), word);
  });
});

/** As users start it. */
function asProcess(...args: readonly string[]) {
  const command = fileURLToPath(new URL("../../dist/cli/cnn-blocks.js", import.meta.url));
  return spawnSync(process.execPath, [command, ...args], { encoding: "utf8" });
}

function outputOf({ out }: Pick<Outcome, "out">): string | undefined {
  return /^Output .*$/m.exec(out)?.[0];
}
