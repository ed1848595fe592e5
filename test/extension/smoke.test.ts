import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { extensions } from "vscode";

describe("the extension", () => {
  it("is installed and can be activated", async () => {
    const extension = extensions.getExtension("cnn-blocks.cnn-blocks");
    assert.ok(extension, "VS Code does not list it");
    await extension.activate();
    assert.equal(extension.isActive, true);
  });
});
