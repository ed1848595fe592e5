import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { besideSteps } from "../../webview/panel/beside-steps.ts";

describe("the times of steps", () => {
  it("say what lies between their sum and the median of the runs", () => {
    assert.equal(besideSteps({ milliseconds: 0.7101, runs: 120 }, 0.71), "");
    assert.equal(
      besideSteps({ milliseconds: 0.88, runs: 120 }, 0.71),
      "0.17 ms less than the median of all 120 runs: steps are means over the runs that no other work of the machine slowed.",
    );
    assert.equal(
      besideSteps({ milliseconds: 0.69, runs: 120 }, 0.71),
      "0.02 ms more than the median of all 120 runs: steps are means over the runs that no other work of the machine slowed.",
    );
  });
});
