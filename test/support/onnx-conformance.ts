import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { type Compute, casesOf, folders, runCase } from "./onnx-cases.ts";

/** How many cases apply is fixed, so that none is lost silently. */
const applying: Readonly<Record<(typeof folders)[number], number>> = {
  "onnx-node": 362,
  "onnx-pytorch-converted": 79,
  "onnx-pytorch-operator": 30,
};

/** Runs every case that our ops can say, node by node, by the given way to compute one. */
export function describeConformance(who: string, compute: Compute): void {
  for (const set of folders) {
    describe(`${who} agree with ${set}`, () => {
      const all = casesOf(set);
      if (all === null) {
        it("is skipped: ../shared/truth has no such folder", function () {
          this.skip();
        });
        return;
      }
      const possible = all.filter(({ reason }) => reason === null);
      it(`has ${applying[set]} cases of ${all.length} that our ops can say`, () =>
        assert.equal(possible.length, applying[set]));
      for (const { name, folder } of possible) it(name, () => runCase(folder, compute));
    });
  }
}
