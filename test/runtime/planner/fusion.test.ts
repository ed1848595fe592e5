import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Graph, Recorded } from "../../../src/ir/index.ts";
import { dropIdentity, lowerGraph, type Program } from "../../../src/passes/index.ts";
import { foldBatchNorm } from "../../../src/runtime/planner/fusion/fold-batchnorm.ts";
import { foldPadding } from "../../../src/runtime/planner/fusion/fold-padding.ts";
import { fuseActivation } from "../../../src/runtime/planner/fusion/fuse-activation.ts";
import { fuseResidual } from "../../../src/runtime/planner/fusion/fuse-residual.ts";
import {
  type FusedProgram,
  type FusedStage,
  unfused,
} from "../../../src/runtime/planner/fusion/fused-program.ts";
import { apply, given, graphOf } from "../../support/op-graph.ts";
import { add, batchNorm, cat, conv, convTranspose, dropout, relu } from "../../support/small-nets.ts";

const x = given([1, 8, 6, 6]);

function pad(image: Recorded, padding: readonly number[], value: number): Recorded {
  return apply("pad", { padding, mode: "constant", value }, [image]);
}

/** Each row: a graph, what is done to it, and the stages that are left, as their families and what they absorbed. */
const rows: readonly {
  name: string;
  outputs: readonly Recorded[];
  prepare?: (program: Program) => Program;
  passes: readonly Pass[];
  stages: readonly string[];
}[] = [
  {
    name: "a batch norm folds into the convolution before it",
    outputs: [batchNorm(conv(x, 8, "c"), "b")],
    passes: [foldBatchNorm],
    stages: ["source", "convolution+affine"],
  },
  {
    name: "a convolution puts the zeros around its image itself",
    outputs: [conv(pad(x, [1, 2, 0, 1], 0), 8, "c")],
    passes: [foldPadding],
    stages: ["source", "convolution"],
  },
  {
    name: "zeros that a second convolution reads stay",
    outputs: [pad(x, [1, 1, 1, 1], 0)].flatMap((image) => [conv(image, 8, "c"), conv(image, 8, "d")]),
    passes: [foldPadding],
    stages: ["source", "pick", "convolution", "convolution"],
  },
  {
    name: "another value, a cropped side and more channels stay",
    outputs: [
      conv(pad(x, [1, 1, 1, 1], 1), 8, "c"),
      conv(pad(x, [1, -1, 0, 0], 0), 8, "d"),
      conv(pad(x, [0, 0, 0, 0, 1, 0], 0), 8, "e"),
    ],
    passes: [foldPadding],
    stages: ["source", "pick", "convolution", "pick", "convolution", "pick", "convolution"],
  },
  {
    name: "two batch norms fold into one convolution",
    outputs: [batchNorm(batchNorm(conv(x, 8, "c"), "b1"), "b2")],
    passes: [foldBatchNorm],
    stages: ["source", "convolution+affine+affine"],
  },
  {
    name: "a batch norm on a concatenation stays",
    outputs: [batchNorm(cat(x, x), "b")],
    passes: [foldBatchNorm],
    stages: ["source", "concat", "affine"],
  },
  {
    name: "a convolution with another reader keeps its own result",
    outputs: withSecondReader(conv(x, 8, "c")),
    passes: [foldBatchNorm],
    stages: ["source", "convolution", "affine", "activation"],
  },
  {
    name: "an activation between keeps the batch norm out",
    outputs: [batchNorm(relu(conv(x, 8, "c")), "b")],
    passes: [fuseActivation, foldBatchNorm],
    stages: ["source", "convolution+activation", "affine"],
  },
  {
    name: "an activation that is asked for twice is fused once",
    outputs: [relu(relu(conv(x, 8, "c")))],
    passes: [fuseActivation],
    stages: ["source", "convolution+activation", "activation"],
  },
  {
    name: "an activation on an input has nothing to fuse with",
    outputs: [relu(x)],
    passes: [fuseActivation],
    stages: ["source", "activation"],
  },
  {
    name: "a residual is added by the later of its producers",
    outputs: [relu(add(conv(x, 8, "main"), conv(x, 8, "shortcut", { k: 1 })))],
    passes: [foldBatchNorm, fuseResidual, fuseActivation],
    stages: ["source", "convolution", "convolution+residual+activation"],
  },
  {
    name: "a transposed convolution takes batch norms, the sum with a skip and the activation",
    outputs: [relu(add(batchNorm(convTranspose(conv(x, 8, "c", { stride: 2 }), 8, "t"), "b"), x))],
    passes: [foldBatchNorm, fuseResidual, fuseActivation],
    stages: ["source", "convolution", "transposed-convolution+affine+residual+activation"],
  },
  {
    name: "the model's input can be the residual",
    outputs: [add(conv(x, 8, "c"), x)],
    passes: [fuseResidual],
    stages: ["source", "convolution+residual"],
  },
  {
    name: "a sum with itself is no residual",
    outputs: [doubled(conv(x, 8, "c"))],
    passes: [fuseResidual],
    stages: ["source", "convolution", "binary"],
  },
  {
    name: "an operand that is broadcast is no residual",
    outputs: [add(conv(x, 8, "c"), given([1, 8, 1, 1], 1))],
    passes: [fuseResidual],
    stages: ["source", "source", "convolution", "binary"],
  },
  {
    name: "dropout leaves, and what it hid is fused",
    outputs: [relu(dropout(conv(x, 8, "c")))],
    prepare: (program) => dropIdentity(program).program,
    passes: [fuseActivation],
    stages: ["source", "convolution+activation"],
  },
];

type Pass = (program: FusedProgram) => FusedProgram;

describe("passes that merge stages", () => {
  for (const { name, outputs, prepare = (program: Program) => program, passes, stages } of rows) {
    it(name, () => {
      const start = unfused(prepare(lowerGraph(graphOf([x], outputs))));
      const program = passes.reduce((before, pass) => pass(before), start);
      assert.deepEqual([...program.stages.map(wordOf)].sort(), [...stages].sort());
    });
  }

  it("leave a node alone that is observed", () => {
    const graph: Graph = graphOf([x], [relu(batchNorm(conv(x, 8, "c"), "b"))]);
    const observed = new Set([1]);
    const program = fuseActivation(foldBatchNorm(unfused(lowerGraph(graph)), observed), observed);
    assert.deepEqual(program.stages.map(wordOf), ["source", "convolution", "affine+activation"]);
  });
});

function wordOf({ lowering, epilogue }: FusedStage): string {
  const absorbed = epilogue.affines.map(() => "affine");
  if (epilogue.residual !== null) absorbed.push("residual");
  if (epilogue.activation !== null) absorbed.push("activation");
  return [lowering.family, ...absorbed].join("+");
}

function withSecondReader(c: Recorded): readonly Recorded[] {
  return [batchNorm(c, "b"), relu(c)];
}

function doubled(c: Recorded): Recorded {
  return add(c, c);
}
