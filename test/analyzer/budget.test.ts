import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { type Analysis, analyze } from "../../src/analyzer/index.ts";
import { authorHost } from "./author-host.ts";

const header = 'import { nn, randn, type Tensor } from "cnn-blocks";\n';

/* What is not followed to its end is given up early, and said. The measure is steps, which no busy machine changes. */
describe("the budget of an analysis", () => {
  it("counts all that recursions do deep inside together", () => {
    const { steps, problems } = analysisOf(`class Twice extends nn.Module {
  left: Twice | nn.Conv2d; right: Twice | nn.Conv2d;
  constructor(n: number) {
    super();
    this.left = n > 0 ? new Twice(n - 1) : new nn.Conv2d(8, 8, 3);
    this.right = n > 0 ? new Twice(n - 1) : new nn.Conv2d(8, 8, 3);
  }
  forward(x: Tensor): Tensor { return this.right(this.left(x)); }
}
const y = new Twice(1000)(randn(1, 8, 64, 64));`);
    assert.ok(steps < 60_000, `${steps} steps`);
    assert.deepEqual(codes(problems), ["too-many-steps"]);
  });

  it("follows a loop that never ended before only briefly when it comes again", () => {
    const { steps, problems } = analysisOf(`class Endless extends nn.Module {
  parts = new nn.ModuleList();
  constructor() {
    super();
    for (let i = 0; ; i++) this.parts.append(new nn.Conv2d(8, 8, 3));
  }
  forward(x: Tensor): Tensor { return x; }
}
const all = Array.from({ length: 50 }, () => new Endless());`);
    assert.ok(steps < 20_000, `${steps} steps`);
    assert.deepEqual(codes(problems), ["endless-loop"]);
  });

  it("gives up a generator that yields layers without an end, and follows one that has a far end", () => {
    const [endless, far] = ["n += 1", "i++"].map((step) =>
      analysisOf(`function* stages(n: number): Generator<nn.Module> {
  for (let i = 1; i <= n; ${step}) yield new nn.Conv2d(8, 8, 1);
}
const y = new nn.Sequential(...stages(2_000))(randn(1, 8, 4, 4));`),
    );
    assert.ok(endless && endless.steps < 60_000, `${endless?.steps} steps`);
    assert.deepEqual(codes(endless.problems), ["too-many-steps"]);
    assert.deepEqual(far && codes(far.problems), []);
  });

  it("does not count what is done between two values of a generator as the generator's", () => {
    const { problems } = analysisOf(`function* ids() { let i = 0; while (true) yield i++; }
const id = ids();
let sum = 0;
for (let k = 0; k < 1_200; k++) {
  for (let q = 0; q < 8; q++) sum = (sum + q) % 8;
  id.next();
}
const y = new nn.Conv2d(1, sum + (id.next().value as number), 1)(randn(1, 1, 4, 4));`);
    assert.deepEqual(codes(problems), []);
  });

  it("counts how long the lists are that conditions make longer and longer", () => {
    const { steps, problems } = analysisOf(`const seen = new Set<number>([1]);
for (const value of seen) if (Math.random() > 0.5) seen.add(value + 1);
const y = new nn.Conv2d(1, 8, 1)(randn(1, 1, 4, 4));`);
    assert.deepEqual(codes(problems), ["unfollowed-loop"]);
    const [few = 0, many = 0] = [100, 800].map((count) => stepsOfGrowth(count));
    assert.ok(steps < 100_000, `${steps} steps`);
    assert.ok(many > 16 * few, `${many} steps for eight times as many elements as need ${few}`);
  });

  it("counts how long the lists are that a loop spreads again and again", () => {
    const { steps } = analysisOf(`const layer = (globalThis as any).layer;
const features = [1];
for (let i = 0; i < 1_500; i++) features.push(layer(...features));`);
    const { steps: few } = analysisOf(`const layer = (globalThis as any).layer;
const features = [1];
for (let i = 0; i < 1_500; i++) features.push(layer(features[0]));`);
    assert.ok(steps > 5 * few, `${steps} steps where lists of one element need ${few}`);
  });

  it("is smaller for a file with a syntax error, however many layers it makes", () => {
    const net = `const net = new nn.Sequential();
for (let i = 0; i < 3_000; i++) net.append(new nn.Conv2d(8, 8, 1));
const y = net(randn(1, 8, 4, 4));`;
    assert.deepEqual(codes(analysisOf(net).problems), []);
    const { steps, problems } = analysisOf(`${net}\nconst z = (`);
    assert.ok(steps < 160_000, `${steps} steps`);
    assert.deepEqual(codes(problems), ["syntax-error", "too-many-steps"]);
  });

  it("is smaller after an error, however many layers are made, and goes on with the next statement", () => {
    const large = `const net = new nn.Sequential();
for (let i = 0; i < 3_000; i++) net.append(new nn.Conv2d(8, 8, 1));
const y = net(randn(1, 8, 4, 4));`;
    const slip = "const wrong = new nn.Conv2d(8, missing, 1);";
    const late = analysisOf(`${large}\n${slip}`);
    assert.deepEqual(codes(late.problems), ["undeclared-name"]);
    assert.ok(late.steps > 300_000, `${late.steps} steps`);
    const { steps, problems, models } = analysisOf(`${slip}
${large}
const small = new nn.Conv2d(1, 8, 1)(randn(1, 1, 4, 4));`);
    assert.ok(steps < 200_000, `${steps} steps`);
    assert.deepEqual(codes(problems), ["too-many-steps", "undeclared-name"]);
    assert.deepEqual(models.at(-1)?.graph.nodes.length, 2);
  });

  it("counts how long the lists are that something unknown is given again and again", () => {
    const [few = 0, many = 0] = [250, 1_000].map(
      (count) => analysisOf(`const ys = [...Array(${count}).keys()].map((globalThis as any).layer);`).steps,
    );
    assert.ok(many > 6 * few, `${many} steps for a list four times as long as one that needs ${few}`);
  });

  for (const use of [
    "list.indexOf(-1)",
    "list.at(some)",
    "list[some]",
    "new Set(list)",
    "({ ...list })",
    "map.get(some)",
    "map.set(some, i)",
  ]) {
    it(`counts how many elements a loop goes through by ${use}`, () => {
      const [few = 0, many = 0] = [250, 1_000].map(
        (count) =>
          analysisOf(`const list = [...Array(${count}).keys()];
const map = new Map(list.entries());
const some = Number(process.env.SOME);
for (let i = 0; i < ${count}; i++) ${use};`).steps,
      );
      assert.ok(many > 6 * few, `${many} steps for a list four times as long as one that needs ${few}`);
    });
  }

  it("counts how many sizes the parts of a split have together", () => {
    const [few = 0, many = 0] = [250, 1_000].map(
      (count) => analysisOf(`const parts = randn(1, ${count}, 4, 4).split(1, 1);`).steps,
    );
    assert.ok(many > 6 * few, `${many} steps for four times as many parts as need ${few}`);
  });
});

function analysisOf(text: string): Analysis {
  return analyze(authorHost({ "/net.ts": header + text }), "/net.ts");
}

/** What a list costs to which so many elements are added, each on a condition of its own. */
function stepsOfGrowth(count: number): number {
  return analysisOf(`const seen: number[] = [];
for (let i = 0; i < ${count}; i++) if (Math.random() > 0.5) seen.push(i);`).steps;
}

function codes(problems: Analysis["problems"]): readonly string[] {
  return [...new Set(problems.map(({ code }) => code))].sort();
}
