import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { analyze } from "../../src/analyzer/index.ts";
import { sentenceOf, severityOf } from "../../src/problems/index.ts";
import { authorHost } from "./author-host.ts";

const file = "/author/model.ts";
const prelude = 'import { nn, randn, type Tensor } from "cnn-blocks";\n';
const layers = "new nn.Conv2d(3, 8, 3), new nn.Conv2d(16, 8, 3)";
const block = `class Net extends nn.Module {
  body = new nn.Sequential(${layers});
  forward(x: Tensor): Tensor { return this.body(x); }
}`;

function told(text: string): readonly string[] {
  const { problems } = analyze(authorHost({ [file]: prelude + text }), file);
  return problems.map((problem) => `${severityOf(problem)}: ${problem.code}`);
}

describe("what the file does not call itself", () => {
  const cases: Readonly<Record<string, string>> = {
    "a sequence": `export const net = new nn.Sequential(${layers});`,
    "a sequence in an object": `const nets = { body: new nn.Sequential(${layers}) };\nexport const net = nets.body;`,
    "a class": `export ${block}`,
    "an instance": `${block}\nexport const net = new Net();`,
  };
  for (const [name, text] of Object.entries(cases))
    it(`is a warning, not an error: ${name}`, () => {
      assert.deepEqual(told(text), ["warning: channel-mismatch"]);
    });

  const meant: Readonly<Record<string, string>> = {
    "the file calls it": `${block}\nnew Net()(randn(1, 3, 8, 8));`,
    "its class has a stated input": `/** @input 1x3x8x8 */\nexport ${block}`,
    "a static field states the input": `export ${block.replace("{", "{\n  static exampleInput = [1, 3, 8, 8];")}`,
    "an instance has a stated input": `${block}\n/** @input 1x3x8x8 */\nexport const net = new Net();`,
    "a function has a stated input": `${block}\nconst net = new Net();\n/** @input 1x3x8x8 */\nexport function run(x: Tensor) { return net(x); }`,
  };
  for (const [name, text] of Object.entries(meant))
    it(`is an error where ${name}`, () => {
      assert.deepEqual(told(text), ["error: channel-mismatch"]);
    });

  it("is reported where it throws on the input that a comment states", () => {
    const text = `${prelude}/** @input 1x3x8x8 */
export class Net extends nn.Module {
  conv = new nn.Conv2d(3, 8, 3);
  forward(x: Tensor): Tensor {
    const y = this.conv(x);
    if (y.size(2) < 10) throw new Error("too small");
    return y;
  }
}`;
    const [problem, ...others] = analyze(authorHost({ [file]: text }), file).problems;
    assert(problem !== undefined);
    assert.deepEqual(others, []);
    assert.equal(severityOf(problem), "error");
    assert.equal(sentenceOf(problem), "This throws when it is called: too small.");
    assert.equal(text.slice(problem.at.start, problem.at.end), 'throw new Error("too small");');
  });
});
