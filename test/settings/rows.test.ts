import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { accepts, allSettings } from "../../src/settings/index.ts";
import * as list from "../../src/settings/list.ts";

describe("every setting", () => {
  for (const setting of allSettings) {
    it(`${setting.key} has a name, a default and a description that fit`, () => {
      const name = setting.key.replace(/\.(\w)/g, (_, letter: string) => letter.toUpperCase());
      assert.ok(name in list, `its export is ${name}`);
      assert.ok(accepts(setting, setting.default));
      assert.match(setting.description, /^[A-Z].*\.$/s);
    });
  }

  it("has a key and a flag of its own", () => {
    const keys = allSettings.map(({ key }) => key);
    const flags = allSettings.flatMap((setting) =>
      setting.type !== "boolean" && setting.flag ? [setting.flag.name] : [],
    );
    for (const names of [keys, flags]) assert.equal(new Set(names).size, names.length);
  });
});
