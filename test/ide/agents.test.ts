import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Model } from "../../src/analyzer/index.ts";
import { agentTools, answered, callTool, refused, type ToolContext } from "../../src/ide/index.ts";
import { sourcesOf } from "./view-of.ts";

const header = 'import { F, nn, randn, type Tensor } from "cnn-blocks";\n';
const net = `${header}
class Net extends nn.Module {
  conv = new nn.Conv2d(3, 8, 3, { padding: 1 });
  fc = new nn.Linear(8 * 4 * 4, 10);
  forward(x: Tensor) { return this.fc(F.relu(this.conv(x)).flatten(1)); }
}
class Wide extends Net { conv = new nn.Conv2d(3, 8, 5, { padding: 2 }); }
export const net = new Net();
export const wide = new Wide();
export const y = net(randn(1, 3, 4, 4));
export const z = wide(randn(1, 3, 4, 4));
`;
const faulty = `${header}const conv = new nn.Conv2d(16, 8, 3);\nconv(randn(1, 3, 32, 32));\n`;
const unknown = `${header}declare const size: number;
class Net extends nn.Module {
  conv = new nn.Conv2d(3, size, 3);
  forward(x: Tensor) { return this.conv(x); }
}
const net = new Net();
net(randn(1, 3, 8, 8));
`;

const files: Readonly<Record<string, string>> = {
  "/work/model.ts": net,
  "/work/nets/faulty.ts": faulty,
  "/work/unknown.ts": unknown,
  "/work/empty.ts": header,
};

/** Two folders in which the files stand, and an engine that only says that it was asked. */
function contextOf(ran: string[] = [], opened: string[] = []): ToolContext {
  return {
    folders: ["/work", "/more"],
    open(file) {
      opened.push(file);
      const text = files[file];
      return text === undefined ? refused(`There is no file ${file}.`) : answered(sourcesOf(text));
    },
    async run(_file: string, { name }: Model) {
      ran.push(name);
      const output = {
        shape: [1, 10],
        minimum: -1,
        maximum: 1,
        mean: 0,
        standardDeviation: 0.5,
        notFinite: 0,
      };
      const top = [{ index: 7, value: 1, probability: 0.25 }];
      return answered({
        ...{ outputs: [{ ...output, top }], runs: 5, milliseconds: 2, warmUpMilliseconds: 3 },
        ...{ backend: "simd", memoryBytes: 2048, input: "random, seed 1", weights: "random, seed 1" },
      });
    },
  };
}

async function told(name: string, given: unknown): Promise<string> {
  const answer = await callTool(name, given, contextOf());
  assert.ok(answer.ok, answer.ok ? "" : answer.reason);
  return answer.value;
}

async function refusal(name: string, given: unknown, context = contextOf()): Promise<string> {
  const answer = await callTool(name, given, context);
  assert.ok(!answer.ok, answer.ok ? answer.value : "");
  return answer.reason;
}

describe("tools for agents", () => {
  it("analyse tells of every model with its shapes and costs, and that there are no problems", async () => {
    const text = await told("analyse", { file: "model.ts" });
    assert.match(text, /net · Net: 1×3×4×4 → 1×10\n1,514 params · 4,736 MACs/);
    assert.match(text, /wide · Wide: /);
    assert.match(text, /No problems\.$/);
  });

  it("analyse tells of problems with their places, and what led to them", async () => {
    const text = await told("analyse", { file: "nets/faulty.ts" });
    assert.match(text, /model\.ts:2:\d+: error\[channel-mismatch\]: Conv2d expects 16 channels/);
  });

  it("says what is unknown and why, and does not run it", async () => {
    assert.match(await told("analyse", { file: "unknown.ts" }), /Not everything is known|not numbers/);
    assert.match(await refusal("run", { file: "unknown.ts" }), /cannot run, because/);
  });

  it("list_layers has a row for each layer, and the totals", async () => {
    const text = await told("list_layers", { file: "/work/model.ts", model: "wide" });
    assert.match(text, /conv +Conv2d 5×5/);
    assert.match(text, /Parameters +1,\d{3}/);
  });

  it("compare says which layers differ, and by how much", async () => {
    const text = await told("compare", { file: "model.ts", model: "Net", otherModel: "Wide" });
    assert.match(text, /^net · Net → wide · Wide: 1 layer/);
    assert.match(text, /conv +Conv2d 3×3, 3→8 → Conv2d 5×5, 3→8 .* \+384/);
  });

  it("run passes on what the engine measures", async () => {
    const text = await told("run", { file: "model.ts", model: "net" });
    assert.match(text, /2\.00 ms, median of 5 runs/);
    assert.match(text, /Weights: random, seed 1/);
    assert.match(text, /class 7: 25/);
  });

  it("explain_problem gives the section of PROBLEMS.md, and for another code those that there are", async () => {
    assert.match(
      await told("explain_problem", { code: "channel-mismatch" }),
      /^## channel-mismatch\n.*Instead:/s,
    );
    assert.match(
      await refusal("explain_problem", { code: "chanel-mismatch" }),
      /Did you mean channel-mismatch\?/,
    );
  });

  it("suggest_fix tells the edits of fixes that were tried, and changes nothing", async () => {
    const text = await told("suggest_fix", { file: "nets/faulty.ts", line: 2 });
    assert.match(text, /replace "16" by "3"/);
    assert.match(await refusal("suggest_fix", { file: "nets/faulty.ts", line: 9 }), /There are some on 2\./);
    assert.equal(await told("suggest_fix", { file: "model.ts" }), "The file has no problems.");
  });

  it("asks which model is meant where there are several or none", async () => {
    assert.match(
      await refusal("list_layers", { file: "model.ts" }),
      /Which model\? .*net · Net, wide · Wide/,
    );
    assert.match(
      await refusal("list_layers", { file: "model.ts", model: "ResNet" }),
      /There is no model ResNet/,
    );
    assert.match(await refusal("run", { file: "empty.ts" }), /There is no model/);
  });

  for (const file of [
    "../secret.ts",
    "/etc/passwd",
    "nets/../../work2/a.ts",
    "file:///etc/passwd",
    "..\\a.ts",
    "/work/../x.ts",
    "C:/x.ts",
  ]) {
    it(`refuses ${file} and does not open it`, async () => {
      const opened: string[] = [];
      const reason = await refusal("analyse", { file }, contextOf([], opened));
      assert.match(reason, /is outside \/work and \/more/);
      assert.deepEqual(opened, []);
    });
  }

  for (const [folder, file, opens] of [
    ["C:/work", "model.ts", "c:/work/model.ts"],
    ["c:/work", "C:\\work\\model.ts", "c:/work/model.ts"],
    ["/", "work/model.ts", "/work/model.ts"],
  ] as const) {
    it(`opens ${file} in the folder ${folder}`, async () => {
      const opened: string[] = [];
      await callTool("analyse", { file }, { ...contextOf([], opened), folders: [folder] });
      assert.deepEqual(opened, [opens]);
    });
  }

  it("suggest_fix counts lines of the file that is asked about, not of those that it imports", async () => {
    const names = { "/work/main.ts": `${header}import { y } from "./part.ts";\nnew nn.ReLU()(y);\n` };
    const part = `${header}export const y = new nn.Conv2d(16, 8, 3)(randn(1, 3, 8, 8));\n`;
    const open = () => answered(sourcesOf(names["/work/main.ts"], { "/part.ts": part }));
    const context = { ...contextOf(), open };
    assert.match(await refusal("suggest_fix", { file: "main.ts", line: 2 }, context), /No problem begins/);
    const analysed = await callTool("analyse", { file: "main.ts" }, context);
    assert.match(
      analysed.ok ? analysed.value : "",
      /part\.ts:2:\d+: error.*\n {2}\/model\.ts:2: Imported here\./s,
    );
  });

  it("refuses inputs that the tool does not have or that are of another type", async () => {
    assert.match(await refusal("analyse", {}), /analyse needs "file"/);
    assert.match(await refusal("analyse", null), /analyse needs "file"/);
    assert.match(await refusal("analyse", { file: 5 }), /"file" must be a string/);
    assert.match(await refusal("analyse", { file: "a.ts", path: "b" }), /takes no "path"/);
    assert.match(await refusal("suggest_fix", { file: "a.ts", line: "2" }), /a whole number/);
    assert.match(await refusal("delete", {}), /There is no tool "delete"/);
  });

  it("names of tools and inputs are what MCP and VS Code allow", () => {
    for (const { name, inputs } of agentTools)
      for (const word of [name, ...Object.keys(inputs)]) assert.match(word, /^[A-Za-z][A-Za-z_]*$/);
  });
});
