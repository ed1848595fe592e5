import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { isSourceName } from "../../src/base/index.ts";

describe("the name of a source file", () => {
  it("ends as TypeScript or JavaScript does", () => {
    for (const ending of ["ts", "mts", "cts", "tsx", "js", "mjs", "cjs", "jsx"])
      assert.ok(isSourceName(`src/net.${ending}`), ending);
  });

  it("is not that of declarations or anything else", () => {
    for (const name of ["net.d.ts", "net.d.mts", "net.d.cts", "net.json", "net.mtsx", "net.ts.bak", "ts"])
      assert.ok(!isSourceName(name), name);
  });
});
