import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { fileOf, uriOf } from "../../src/server/files.ts";

const rows: readonly (readonly [uri: string, file: string])[] = [
  ["file:///home/me/model.ts", "/home/me/model.ts"],
  ["file:///home/me/my%20nets/r%C3%A9sidu.ts", "/home/me/my nets/résidu.ts"],
  ["file:///c%3A/nets/model.ts", "c:/nets/model.ts"],
  ["untitled:Untitled-1", "untitled:Untitled-1"],
  ["vscode-vfs://github/me/nets/model.ts", "vscode-vfs://github/me/nets/model.ts"],
];

describe("files by path and by URI", () => {
  for (const [uri, file] of rows) {
    it(uri, () => {
      assert.equal(fileOf(uri), file);
      assert.equal(uriOf(file), uri);
    });
  }
});
