import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { readSettings } from "../../src/server/settings.ts";

const defaults = readSettings(undefined);

describe("server settings", () => {
  for (const sent of [null, 7, "x", [], {}, { inlayHints: 3, units: "GOPs", defaultInputSize: -1 }]) {
    it(`keep their defaults for ${JSON.stringify(sent)}`, () =>
      assert.deepEqual(readSettings(sent), defaults));
  }

  it("take what is sent, each by itself", () => {
    const sent = {
      inlayHints: { shapes: false },
      units: "FLOPs",
      defaultInputSize: 32,
      hover: { enabled: false },
    };
    assert.deepEqual(readSettings(sent), {
      ...defaults,
      inlayHints: { shapes: false, parameters: true },
      units: "FLOPs",
      defaultInputSize: 32,
      hover: { enabled: false },
    });
  });
});
