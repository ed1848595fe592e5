import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { defaultSettings, settingsIn } from "../../src/settings/index.ts";

describe("settings", () => {
  for (const sent of [null, 7, "x", [], {}, { inlayHints: 3, units: "GOPs", defaultInputSize: -1 }]) {
    it(`keep their defaults for ${JSON.stringify(sent)}`, () =>
      assert.deepEqual(settingsIn(sent), defaultSettings));
  }

  it("take what is sent, each by itself", () => {
    const sent = {
      inlayHints: { shapes: false },
      units: "FLOPs",
      defaultInputSize: 32,
      hover: { enabled: false },
    };
    assert.deepEqual(settingsIn(sent), {
      ...defaultSettings,
      inlayHints: { ...defaultSettings.inlayHints, shapes: false },
      units: "FLOPs",
      defaultInputSize: 32,
      hover: { enabled: false },
    });
  });

  it("count all annotations as off while they are switched off", () => {
    const { inlayHints, codeLens, hover } = settingsIn({
      annotations: { enabled: false },
      inlayHints: { shapes: true },
      hover: { enabled: true },
    });
    assert.deepEqual(
      [inlayHints.shapes, inlayHints.parameters, codeLens.enabled, hover.enabled],
      [false, false, false, false],
    );
  });
});
