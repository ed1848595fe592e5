import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { markedProblems } from "../../src/ide/index.ts";
import { viewOf } from "./view-of.ts";

const net = `class Net extends nn.Module {
  conv = new nn.Conv2d(3, 8, 3, { padding: 1 });
  fc = new nn.Linear(8, 10);
  forward(x: Tensor): Tensor { return this.fc(F.relu(this.conv(x)).mean([2, 3])); }
}
`;
const call = `export const net = new Net();\nnet(randn(1, 3, 16, 16));\n`;

/** What is marked over the budgets of a file, and what of its text. */
function overOf(text: string): readonly { readonly at: string; readonly message: string }[] {
  const file = `import { F, nn, randn, type Tensor } from "cnn-blocks";\n${text}`;
  return markedProblems(viewOf(file))
    .filter(({ code }) => code === "over-budget")
    .map(({ at, message }) => ({ at: file.slice(at.start, at.end), message }));
}

describe("budgets in comments", () => {
  it("each limit that a model exceeds is told at its place, with the layers that cost most", () =>
    assert.deepEqual(overOf(`/** @budget params=200 macs=40K memory=10kB */\n${net}${call}`), [
      {
        at: "params=200",
        message:
          "net · Net has 314 parameters, and its budget is 200. Most are in conv (71.3 %), fc (28.7 %).",
      },
      {
        at: "macs=40K",
        message: "net · Net has 55.4K MACs, and its budget is 40K. Most are in conv (99.9 %), fc (0.1 %).",
      },
      {
        at: "memory=10kB",
        message:
          "net · Net has 16 KiB of activations at the peak, and its budget is 9.77 KiB (10kB). Most is in conv (50.0 %), ReLU (50.0 %).",
      },
    ]));

  const memory = {
    "64KiB": "4 MiB of activations at the peak, and its budget is 64 KiB.",
    "1024KiB": "4 MiB of activations at the peak, and its budget is 1 MiB (1024KiB).",
    "1MB": "4 MiB of activations at the peak, and its budget is 977 KiB (1MB).",
    "4_194_303B": "4,194,304 B of activations at the peak, and its budget is 4,194,303 B (4_194_303B).",
    "4.19MB": "4,194,304 B of activations at the peak, and its budget is 4,190,000 B (4.19MB).",
  };
  for (const [limit, words] of Object.entries(memory))
    it(`memory is in the summary's units beside a limit of ${limit}`, () => {
      const large = call.replace("16, 16", "256, 256");
      const [over] = overOf(`/** @budget memory=${limit} */\n${net}${large}`);
      assert.match(over?.message ?? "", new RegExp(words.replace(/[().]/g, "\\$&")));
    });

  it("what a model may just have is within its budget", () =>
    assert.deepEqual(overOf(`/** @budget params=314 macs=55_376 memory=16KiB */\n${net}${call}`), []));

  const places = {
    "a class": `/** @budget params=300 */\n${net}${call}`,
    "a class that nothing calls": `/** @budget params=300 */\n${net}`,
    "a variable that holds a model": `${net}// @budget params=300\n${call}`,
    "a variable that holds an output": `${net}/** @budget params=300 */\nconst y = new Net()(randn(1, 3, 8, 8));\n`,
    "an export": `${net}${call.replace("export ", "")}/** @budget params=300 */\nexport default net;\n`,
    "one of several exports": `${net}${call.replace("export ", "")}export {\n  // @budget params=300\n  net };\n`,
    "a function with an input":
      `const conv = new nn.Conv2d(3, 8, 3);\nconst fc = new nn.Linear(8, 100);\n` +
      "/**\n * @input 1x3x8x8\n * @budget params=300\n */\n" +
      "function head(x: Tensor): Tensor { return fc(conv(x).mean([2, 3])); }\n",
  };
  for (const [name, text] of Object.entries(places)) {
    it(`a budget may stand above ${name}`, () =>
      assert.deepEqual(
        overOf(text).map(({ at }) => at),
        ["params=300"],
      ));
  }

  it("every model of the class is held to it", () => {
    const two =
      "const a = new Net();\nconst b = new Net();\na(randn(1, 3, 8, 8));\nb(randn(1, 3, 64, 64));\n";
    assert.deepEqual(
      overOf(`/** @budget macs=100K */\n${net}${two}`).map(({ message }) => message.split(" has ")[0]),
      ["b · Net"],
    );
  });

  it("a batch that is only named counts as one image", () => {
    const named = `const net = new Net();\nnet(randn("N", 3, 16, 16));\n`;
    assert.deepEqual(overOf(`/** @budget macs=56K memory=16.5KiB */\n${net}${named}`), []);
    const [over] = overOf(`/** @budget macs=55K */\n${net}${named}`);
    assert.match(over?.message ?? "", /has at least 55\.4K MACs/);
  });

  it("what is not known is never over a budget, and what is known of it is", () => {
    const unknown = net
      .replace("forward(x", "extra = hidden();\n  forward(x")
      .replace("F.relu(", "this.extra(");
    const file = `declare function hidden(): nn.Module;\n/** @budget params=350 macs=40K */\n${unknown}${call}`;
    assert.deepEqual(
      overOf(file).map(({ at }) => at),
      ["macs=40K"],
    );
    assert.match(overOf(file)[0]?.message ?? "", /at least/);
  });
});
