import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "mocha";
import { allSettings, type Setting } from "../../src/settings/index.ts";
import { command } from "../support/command.ts";
import { shownWith } from "./shown.ts";

describe("the example of a setting shows what it changes", () => {
  for (const setting of allSettings)
    it(setting.key, async function () {
      this.timeout(60_000);
      const { value, before, after } = setting.example;
      const usual = await linesWith(setting, setting.default);
      const changed = await linesWith(setting, value);
      assert.deepEqual([usual.includes(before), changed.includes(before)], [true, false], usual.join("\n"));
      if (after === "") return;
      assert.deepEqual([usual.includes(after), changed.includes(after)], [false, true], changed.join("\n"));
    });
});

async function linesWith(setting: Setting, value: unknown): Promise<readonly string[]> {
  if (setting.group !== "Runs") return shownWith(setting.example.code, setting.key, value);
  const times = /\d[\d.]* (?:ms|s)\b/g;
  return (await printedWith(setting, value)).split("\n").map((line) => line.replace(times, "… ms"));
}

/** What `cnn-blocks run` prints. */
async function printedWith(setting: Setting, value: unknown): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "cnn-blocks-settings-"));
  writeFileSync(join(folder, "model.ts"), setting.example.code);
  const flag = setting.type === "boolean" ? undefined : setting.flag?.name;
  const { out, err } = await command(folder, "run", "model.ts", `--${flag}`, String(value));
  rmSync(folder, { recursive: true });
  assert.equal(err, "");
  return out;
}
