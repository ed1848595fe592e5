import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { apartFrom, exportName } from "../../src/words/index.ts";

describe("the name that is proposed for an export", () => {
  it("is the model's, without what a file's name cannot have", () => {
    assert.equal(exportName("net · Net", "onnx"), "net-Net.onnx");
    assert.equal(exportName("···", "svg"), "model.svg");
  });

  it("is no file's name in other capitals, which many disks take for the same", () => {
    const files = ["digits.ts", "digits.safetensors"];
    assert.equal(apartFrom("Digits.safetensors", files), "Digits-2.safetensors");
    assert.equal(apartFrom("Digits.safetensors", [...files, "DIGITS-2.safetensors"]), "Digits-3.safetensors");
  });

  it("may be that of an earlier export, which the dialog asks about", () => {
    assert.equal(apartFrom("Digits.safetensors", ["Digits.safetensors"]), "Digits.safetensors");
    assert.equal(apartFrom("Digits.onnx", ["digits.safetensors"]), "Digits.onnx");
  });
});
