import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { TextDocument } from "vscode-languageserver-textdocument";
import { lineMap } from "../../src/ide/view/line-map.ts";

const texts = ["", "one", "a\nb\n", "a\r\nb\r\n\r\nc", "a\rb", "\n\n", "ü×😀\n×"];

describe("line map", () => {
  for (const text of texts) {
    it(`agrees with the protocol's own on ${JSON.stringify(text)}`, () => {
      const oracle = TextDocument.create("file:///x.ts", "typescript", 1, text);
      const map = lineMap(text);
      for (let offset = -1; offset <= text.length + 1; offset++) {
        if (text[offset - 1] === "\r" && text[offset] === "\n") continue;
        assert.deepEqual(map.positionAt(offset), oracle.positionAt(offset), `at ${offset}`);
        assert.equal(map.offsetAt(map.positionAt(offset)), oracle.offsetAt(oracle.positionAt(offset)));
      }
    });
  }
});
