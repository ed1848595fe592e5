import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { describe, it } from "mocha";
import { diagnostics, findDiagnostic, markedProblems } from "../../src/ide/index.ts";
import { viewOf } from "./view-of.ts";

const folder = new URL("../../src/ide/diagnostics/", import.meta.url);
const supporting = ["diagnostic.ts", "index.ts", "words.ts"];

describe("diagnostics", () => {
  it("every file of the folder is in the list, and no other", () => {
    const files = readdirSync(folder).filter((name) => !supporting.includes(name));
    assert.deepEqual(
      files.map((name) => name.replace(".ts", "")).sort(),
      diagnostics.map(({ code }) => code).sort(),
    );
  });

  for (const { code, doc } of diagnostics) {
    describe(code, () => {
      it("its example has exactly this fault, once, in words", () => {
        const problems = markedProblems(viewOf(doc.example));
        assert.deepEqual(
          problems.map((problem) => problem.code),
          [code],
          problems.map(({ message }) => message).join(),
        );
        assert.match(problems[0]?.message ?? "", /^.{10,160}[.:]?$/s);
      });

      const { instead } = doc;
      if (instead !== null) {
        it("the file as it should be has none", () => assert.deepEqual(markedProblems(viewOf(instead)), []));
      }

      it("says what it means", () => assert.match(doc.meaning, /^[A-Z].*\.$/s));
    });
  }

  it("an unknown code is a bug and loud", () =>
    assert.throws(() => findDiagnostic("no-such-code"), /no-such-code/));
});
