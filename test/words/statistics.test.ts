import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { tensorStatistics } from "../../src/runtime/index.ts";
import { statisticsWords } from "../../src/words/index.ts";

describe("the words of a tensor's values", () => {
  it("are range, mean and spread of the finite ones", () => {
    const half = { shape: [4], data: Float32Array.of(1, 3, Number.NaN, Number.POSITIVE_INFINITY) };
    assert.deepEqual(statisticsWords(tensorStatistics(half)), [
      ["range", "1 … 3"],
      ["mean ± sd", "2 ± 1"],
      ["not finite", "2"],
    ]);
  });

  it("name no range where no number is finite", () => {
    const none = { shape: [2], data: Float32Array.of(Number.NaN, Number.NaN) };
    assert.deepEqual(statisticsWords(tensorStatistics(none)), [
      ["range", "no finite number"],
      ["not finite", "2"],
    ]);
  });
});
