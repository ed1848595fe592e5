import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { generated } from "../scripts/generated/index.ts";
import { nameOf, staleFiles } from "../scripts/generated/write-generated.ts";

describe("what the build writes into documents and manifests", () => {
  for (const part of generated) {
    it(`${nameOf(part)} is up to date`, async () => {
      const files = (await staleFiles(part)).map(({ file }) => file);
      assert.deepEqual(files, [], "`npm run build` writes it");
    });
  }
});
