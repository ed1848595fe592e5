import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { elementCount, knownShape, type Recorded } from "../../src/ir/index.ts";
import { ops } from "../../src/ops/index.ts";
import { apply, given, graphOf, inBlocks } from "../support/op-graph.ts";
import { assertKernelsAgree } from "../support/session-run.ts";

/** Of the largest magnitude in the reference, which sums in double. */
const tolerance = 1e-5;

/** The plain loops of the references take seconds beyond these. */
const mostMacs = 5e6;
const mostElements = 4e5;

const isImage = ({ shape }: Recorded): boolean => shape.length === 3 || shape.length === 4;

describe("every op's kernel agrees with its reference over its examples", () => {
  const computed = ops.filter(({ kind }) => kind !== "input");
  const held = new Set<string>();
  for (const op of computed) {
    for (const { name, attrs, inputs, output, macs, problems = [] } of op.examples) {
      const runnable = problems.length === 0 && [...inputs, output].every((shape) => knownShape(shape));
      if (!runnable || typeof macs !== "number" || macs > mostMacs) continue;
      if (inputs.some((shape) => Number(elementCount(shape)) > mostElements)) continue;
      held.add(op.kind);
      const sources = inputs.map((shape, stream) => given(shape, stream));
      it(`${op.kind}: ${name}`, async () => {
        await assertKernelsAgree(graphOf(sources, [apply(op.kind, attrs, sources)]), tolerance);
      });
      if (!sources.some(isImage)) continue;
      it(`${op.kind}: ${name}, in blocks`, async () => {
        const blocked = sources.map((source) => (isImage(source) ? inBlocks(source) : source));
        await assertKernelsAgree(graphOf(sources, [apply(op.kind, attrs, blocked)]), tolerance);
      });
    }
  }

  it("and none has only examples that are too large or not all numbers", () => {
    assert.deepEqual(
      computed.map(({ kind }) => kind).filter((kind) => !held.has(kind)),
      [],
    );
  });
});
