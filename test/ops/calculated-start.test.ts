import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Attrs } from "../../src/ir/index.ts";
import { calculatedStart } from "../../src/ops/calculated-start.ts";
import { type AnyOp, findOp } from "../../src/ops/index.ts";
import type { Origin } from "../../src/ops/starting-values.ts";

interface Made extends Origin<Made> {}

describe("a start that is calculated", () => {
  it("is calculated once, however often an equal table is made", () => {
    const [first, again, other] = [masked(100), masked(100), masked(50)].map(calculated);
    assert.deepEqual(first?.numbers, [0, 100, 100, 0]);
    assert.ok(first.calculations > 0);
    assert.deepEqual(again, { numbers: first.numbers, calculations: 0 });
    assert.deepEqual(other?.numbers, [0, 50, 50, 0]);
  });

  it("is another one where only a sign of zero or an infinity differs", () => {
    const numbers = [0, -0, Number.POSITIVE_INFINITY, Number.NaN].map((value) => {
      const table = made("tensor", { shape: [1], values: [value] });
      return calculated(made("add", {}, table, table)).numbers[0];
    });
    assert.deepEqual(numbers, [0, -0, Number.POSITIVE_INFINITY, Number.NaN]);
  });
});

/** A number wherever two windows differ, as Swin's masks have it. */
function masked(fill: number): Made {
  const windows = made("tensor", { shape: [2], values: [0, 1] });
  const differ = made("ne", {}, unsqueezed(windows, 0), unsqueezed(windows, 1));
  return made("mul", {}, differ, made("tensor", { shape: [], values: [fill] }));
}

function unsqueezed(of: Made, dim: number): Made {
  return made("unsqueeze", { dim }, of);
}

function made(op: string, attrs: Attrs, ...inputs: readonly Made[]): Made {
  return { op, attrs, inputs };
}

/** The numbers, and how many ops calculated for them. */
function calculated(table: Made): { readonly numbers: readonly unknown[]; readonly calculations: number } {
  let calculations = 0;
  const counting = (kind: string): AnyOp => ({
    ...findOp(kind),
    reference(...given: Parameters<AnyOp["reference"]>) {
      calculations += 1;
      return findOp(kind).reference(...given);
    },
  });
  const start = calculatedStart(table, (part) => part, counting);
  return { numbers: start?.numbers ?? [], calculations };
}
