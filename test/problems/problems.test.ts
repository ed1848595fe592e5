import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { markedProblems } from "../../src/ide/index.ts";
import { definitionOf, problemDefinitions } from "../../src/problems/index.ts";
import { viewOf } from "../ide/view-of.ts";

describe("problems", () => {
  for (const { code, page } of problemDefinitions) {
    describe(code, () => {
      it("its example has exactly this problem, once, in a sentence", () => {
        const problems = markedProblems(viewOf(page.example));
        assert.deepEqual(
          problems.map((problem) => problem.code),
          [code],
          problems.map(({ message }) => message).join(),
        );
        assert.match(problems[0]?.message ?? "", /^.{10,160}[.?:]$/s);
      });

      const { instead } = page;
      if (instead !== null) {
        it("the file as it should be has none", () => assert.deepEqual(markedProblems(viewOf(instead)), []));
      }

      it("says what it means", () => assert.match(page.meaning, /^[A-Z].*\.$/s));
    });
  }

  const channelsLast = [
    { input: [1, 48, 64, 3], says: true },
    { input: [1, 64, 3, 3], says: false },
  ];
  for (const { input, says } of channelsLast) {
    it(`3 channels expected of ${input.join("×")}: ${says ? "says" : "does not say"} that images are N×C×H×W`, () => {
      const text = `import { nn, randn } from "cnn-blocks";\nnew nn.Conv2d(3, 8, 3)(randn(${input.join(", ")}));\n`;
      const [problem] = markedProblems(viewOf(text));
      assert.equal(problem?.code, "channel-mismatch");
      assert.equal(problem.message.includes("permute(0, 3, 1, 2)"), says);
    });
  }

  it("an unknown code is a bug of ours and throws", () =>
    assert.throws(() => definitionOf("no-such-code"), /no-such-code/));
});
