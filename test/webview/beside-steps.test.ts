import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { besideSteps } from "../../webview/panel/beside-steps.ts";

describe("the times of steps", () => {
  it("say what lies between their sum and the median of the runs", () => {
    assert.equal(besideSteps({ milliseconds: 0.7101, runs: 120 }, 0.71), "");
    assert.equal(
      besideSteps({ milliseconds: 0.88, runs: 120 }, 0.71),
      "0.17 ms besides: the steps are means of the runs that no other work of the machine slowed, the median of 0.88 ms is of all 120.",
    );
    assert.equal(
      besideSteps({ milliseconds: 0.69, runs: 120 }, 0.71),
      "0.02 ms less in the median of all 120 runs, 0.69 ms: the steps are means.",
    );
  });
});
