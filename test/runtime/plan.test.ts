import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { type Graph, type Recorded, symbol } from "../../src/ir/index.ts";
import { compilePlan, type Plan, type PlanOptions } from "../../src/runtime/index.ts";
import { apply, given, graphOf } from "../support/op-graph.ts";
import { assertKernelsAgree } from "../support/session-run.ts";
import {
  add,
  batchNorm,
  cat,
  channelsFirst,
  channelsLast,
  conv,
  convTranspose,
  dropout,
  layerNorm,
  linear,
  relu,
  upsample,
} from "../support/small-nets.ts";

const x = given([2, 8, 10, 10]);

function planOf(graph: Graph, options: PlanOptions = {}): Plan {
  const { value, problems } = compilePlan(graph, options);
  assert.deepEqual(problems, []);
  assert.ok(value);
  return value;
}

/** Graphs with what their plan consists of; each is run against the references too. */
const rows: readonly { name: string; outputs: readonly Recorded[]; algorithms: readonly string[] }[] = [
  {
    name: "a residual block is two steps",
    outputs: [relu(add(batchNorm(conv(relu(batchNorm(conv(x, 8, "c1"), "b1")), 8, "c2"), "b2"), x))],
    algorithms: ["convolution", "convolution"],
  },
  {
    name: "the projection of a residual block takes the sum",
    outputs: [relu(add(conv(relu(conv(x, 16, "c1")), 16, "c2"), conv(x, 16, "s", { k: 1 })))],
    algorithms: ["convolution", "convolution", "convolution"],
  },
  {
    name: "branches write into their concatenation, nested ones too",
    outputs: [cat(relu(conv(x, 16, "a")), cat(conv(x, 8, "b"), conv(x, 24, "c", { k: 1 })), conv(x, 5, "d"))],
    algorithms: ["convolution", "convolution", "convolution", "convolution"],
  },
  {
    name: "a padding of nothing is no step, and what comes before it writes into a concatenation",
    outputs: [
      cat(
        conv(x, 8, "a"),
        apply("pad", { padding: [0, 0, 0, 0], mode: "constant", value: 0 }, [conv(x, 8, "b")]),
      ),
    ],
    algorithms: ["convolution", "convolution"],
  },
  {
    name: "whole blocks of channels are read where they stand, others are gathered",
    outputs: [
      ...[0, 8].map((start) =>
        conv(apply("narrow", { dim: 1, start, length: 8 }, [conv(x, 16, "c")]), 8, `part${start}`),
      ),
      conv(apply("narrow", { dim: 1, start: 4, length: 8 }, [conv(x, 19, "odd")]), 8, "gathered"),
      conv(apply("narrow", { dim: 1, start: 16, length: 3 }, [conv(x, 19, "end")]), 8, "last"),
    ],
    algorithms: ["channels gathered", ...Array.from({ length: 8 }, () => "convolution")],
  },
  {
    name: "an activation is a part of the group norm before it",
    outputs: [
      relu(
        apply(
          "group-norm",
          { numGroups: 2, numChannels: 8, epsilon: 1e-5, affine: true },
          [conv(x, 8, "c")],
          "n",
        ),
      ),
    ],
    algorithms: ["convolution", "normalization of channels"],
  },
  {
    name: "a decoder's enlargements write into the concatenation with the skip",
    outputs: [
      cat(conv(x, 8, "skip"), relu(batchNorm(convTranspose(conv(x, 8, "a", { stride: 2 }), 16, "t"), "b"))),
      cat(upsample(conv(x, 8, "e", { stride: 2 }), "bilinear"), conv(x, 8, "other")),
    ],
    algorithms: [
      "convolution",
      "convolution",
      "convolution",
      "convolution",
      "resize bilinear",
      "transposed convolution",
    ],
  },
  {
    name: "a transposed convolution adds a skip before it stores",
    outputs: [relu(add(convTranspose(conv(x, 9, "a", { stride: 2 }), 8, "t", { bias: true }), x))],
    algorithms: ["convolution", "transposed convolution"],
  },
  {
    name: "a transposed convolution at stride 1 is a convolution",
    outputs: [
      convTranspose(x, 8, "t", { k: 3, stride: 1 }),
      convTranspose(x, 8, "d", { k: 3, stride: 1, groups: 8 }),
    ],
    algorithms: ["transposed convolution", "transposed depthwise"],
  },
  {
    name: "a part of two concatenations is copied into one of them",
    outputs: sharedPart(),
    algorithms: ["concatenation", "convolution", "convolution"],
  },
  {
    name: "a dense block's concatenations are stretches of the last one",
    outputs: denseBlock(),
    algorithms: ["convolution", "convolution", "convolution", "scale and shift", "scale and shift"],
  },
  {
    name: "odd channel counts are joined row by row",
    outputs: [cat(conv(x, 5, "a"), conv(x, 6, "b"))],
    algorithms: ["concatenation of rows", "convolution", "convolution"],
  },
  {
    name: "dropout costs nothing",
    outputs: [relu(dropout(conv(x, 8, "c")))],
    algorithms: ["convolution"],
  },
  {
    name: "an input that is an output costs nothing",
    outputs: [x],
    algorithms: [],
  },
  {
    name: "what works on channels that were brought last works in blocks, with the scale and the sum behind it",
    outputs: [convNeXtBlock()],
    algorithms: ["convolution", "convolution", "depthwise", "normalization of pixels"],
  },
  {
    name: "channels that were brought last are there for whoever wants them so",
    outputs: lastForOthers(),
    algorithms: ["convolution", "convolution", "normalization of pixels", "relu", "softmax"],
  },
  {
    name: "a product with the transpose of a parameter is a linear layer",
    outputs: [timesTransposed(parameterOf([5, 10], "p"))],
    algorithms: ["linear, many rows"],
  },
  {
    name: "a transpose that is read besides stays",
    outputs: transposedTwice(),
    algorithms: ["linear, many rows", "permute", "relu"],
  },
  {
    name: "an output is not merged away by its reader",
    outputs: readTwice(),
    algorithms: ["convolution", "relu"],
  },
];

function parameterOf(shape: readonly number[], owner: string): Recorded {
  return apply("parameter", { shape, data: "normal", numbers: [0, 1], learned: true, name: "" }, [], owner);
}

function timesTransposed(
  parameter: Recorded,
  turned = apply("permute", { dims: [1, 0] }, [parameter]),
): Recorded {
  return apply("matmul", { as: "matmul" }, [x, turned]);
}

function transposedTwice(): readonly Recorded[] {
  const turned = apply("permute", { dims: [1, 0] }, [parameterOf([5, 10], "p")]);
  return [timesTransposed(x, turned), relu(turned)];
}

function convNeXtBlock(): Recorded {
  const wide = linear(layerNorm(channelsLast(conv(x, 8, "c", { groups: 8, bias: true })), "n"), 19, "l");
  const block = channelsFirst(linear(apply("gelu", { approximate: "none" }, [wide]), 8, "m"));
  return add(apply("mul", {}, [parameterOf([8, 1, 1], "s"), block]), x);
}

/** A norm that is an output itself, and that another layer reads by rows. */
function lastForOthers(): readonly Recorded[] {
  const norm = layerNorm(channelsLast(conv(x, 11, "c")), "n");
  return [norm, linear(relu(norm), 5, "l"), apply("softmax", { dim: 3 }, [norm])];
}

describe("compilePlan", () => {
  for (const { name, outputs, algorithms } of rows) {
    it(name, async () => {
      const graph = graphOf([x], outputs);
      const words = planOf(graph).steps.map(({ algorithm }) => algorithm);
      assert.deepEqual(
        words.map((word) => word.replace(/ \d.*/, "").replace("winograd", "convolution")).sort(),
        algorithms,
      );
      await assertKernelsAgree(graph, 1e-5);
    });
  }

  it("serves every node by exactly one step, or says where it went", () => {
    const graph = graphOf([x], [relu(add(batchNorm(conv(x, 8, "c"), "b"), x))]);
    const { steps, values } = planOf(graph);
    assert.deepEqual(
      steps.map(({ nodes }) => nodes),
      [[1, 2, 3, 4]],
    );
    assert.deepEqual(
      values.map(({ kind }) => kind),
      ["input", "fused", "fused", "fused", "step"],
    );
    assert.equal(steps[0]?.macs, 2 * 8 * 10 * 10 * 8 * 9);
  });

  it("computes an observed node by itself", () => {
    const graph = graphOf([x], [relu(batchNorm(conv(x, 8, "c"), "b"))]);
    const { values } = planOf(graph, { observe: [1] });
    assert.deepEqual(
      values.map(({ kind }) => kind),
      ["input", "step", "fused", "step"],
    );
  });

  it("is plain data", () => {
    const plan = planOf(graphOf([x], [relu(conv(x, 8, "c"))]));
    assert.deepEqual(structuredClone(plan), plan);
  });

  it("needs shapes that are numbers", () => {
    const open = given([symbol("N"), 8, 4, 4]);
    const { value, problems } = compilePlan(graphOf([open], [relu(open)]));
    assert.equal(value, null);
    assert.deepEqual(
      problems.map(({ code }) => code),
      ["unknown-shape"],
    );
  });

  it("refuses more memory than there can be, before any is taken", () => {
    const wide = given([64, 64, 4096, 4096]);
    const { problems } = compilePlan(graphOf([wide], [relu(wide)]));
    assert.deepEqual(
      problems.map(({ code }) => code),
      ["too-much-memory"],
    );
    const [problem] = compilePlan(graphOf([x], [conv(x, 8, "c")]), { memoryLimit: 70_000 }).problems;
    assert.ok(problem?.code === "too-much-memory" && problem.needed > 70_000 && problem.limit === 70_000);
  });

  it("does without Winograd's weights where memory is short", () => {
    const wide = given([1, 64, 8, 8]);
    const graph = graphOf([wide], [conv(wide, 64, "c")]);
    const words = [1_000_000, 600_000].map(
      (memoryLimit) => planOf(graph, { memoryLimit }).steps[0]?.algorithm,
    );
    assert.deepEqual(words, ["winograd 3×3", "convolution 3×3"]);
    const [problem] = compilePlan(graph, { memoryLimit: 600_000, memory: "normal" }).problems;
    assert.equal(problem?.code, "too-much-memory");
  });

  it("refuses sizes beyond all bounds at once", () => {
    const huge = given([1, 1_000_000, 1_000_000, 1]);
    const narrow = given([1_000_000, 1], 1);
    const layer = apply("linear", { inFeatures: 1, outFeatures: 1e12, bias: true }, [given([1, 1])]);
    const size = {
      size: [1e9, 1e9],
      scaleFactor: null,
      mode: "nearest",
      alignCorners: false,
      antialias: false,
      recomputeScaleFactor: false,
    };
    const [resized, spread] = [apply("upsample", size, [x]), convTranspose(x, 8, "t", { stride: 1e6 })];
    for (const output of [add(huge, narrow), conv(huge, 8, "c"), layer, resized, spread]) {
      const { value, problems } = compilePlan(graphOf([], [output]));
      assert.equal(value, null);
      assert.deepEqual(
        problems.map(({ code }) => code),
        ["too-much-memory"],
      );
    }
  });

  it("shares memory between values that do not live at the same time", () => {
    let y: Recorded = x;
    for (let i = 0; i < 20; i++) y = conv(y, 8, `c${i}`);
    const { memory } = planOf(graphOf([x], [y]));
    assert.ok(
      memory.arena.bytes <= memory.largestLiveSet * 1.2,
      `${memory.arena.bytes} for ${memory.largestLiveSet}`,
    );
  });

  it("plans a chain of ten thousand layers", () => {
    let y: Recorded = given([1, 8, 1, 1]);
    const first = y;
    for (let i = 0; i < 10_000; i++) y = apply("sigmoid", {}, [y]);
    assert.equal(planOf(graphOf([first], [y])).steps.length, 10_000);
  });
});

function denseBlock(): readonly Recorded[] {
  const first = conv(x, 16, "c0");
  const second = conv(relu(batchNorm(first, "b1")), 8, "c1");
  const third = conv(relu(batchNorm(cat(first, second), "b2")), 8, "c2");
  return [cat(first, second, third)];
}

function sharedPart(): readonly Recorded[] {
  const [a, b] = [conv(x, 8, "a"), conv(x, 8, "b")];
  return [cat(a, b), cat(b, a)];
}

function readTwice(): readonly Recorded[] {
  const c = conv(x, 8, "c");
  return [c, relu(c)];
}
