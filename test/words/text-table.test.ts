import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { textTable } from "../../src/words/index.ts";

describe("text table", () => {
  it("aligns columns and leaves no blanks at the ends of lines", () => {
    const text = textTable(
      ["module", "MACs"],
      [
        ["conv1", "9,408"],
        ["fc", "512,000"],
      ],
      ["l", "r"],
    );
    assert.equal(
      text,
      ["module     MACs", "──────  ───────", "conv1     9,408", "fc      512,000"].join("\n"),
    );
  });

  it("needs no heading", () => {
    assert.equal(
      textTable(
        null,
        [
          ["a", "1"],
          ["bc", ""],
        ],
        ["l", "l"],
      ),
      "a   1\nbc",
    );
  });
});
