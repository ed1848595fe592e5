import { allSettings, groups, type Setting } from "../../src/settings/index.ts";
import type { GeneratedJson, GeneratedText } from "./generated.ts";
import { markdownTable } from "./markdown-table.ts";

export const settingsTable: GeneratedText = {
  marker: "settings",
  make() {
    const rows = allSettings.map((setting) => [
      `\`cnnBlocks.${setting.key}\``,
      `\`${JSON.stringify(setting.default)}\``,
      setting.description,
    ]);
    return markdownTable(["setting", "default", "what it decides"], rows);
  },
};

/** What each setting changes, by an example that a test holds. */
export const settingExamples: GeneratedText = {
  marker: "setting-examples",
  make() {
    const rows = allSettings.map(({ key, default: usual, example: { value, before, after } }) => [
      `\`cnnBlocks.${key}\``,
      `\`${JSON.stringify(usual)}\`: ${shown(before)}`,
      `\`${JSON.stringify(value)}\`: ${shown(after)}`,
    ]);
    return markdownTable(["setting", "before", "after"], rows);
  },
};

function shown(line: string): string {
  return line === "" ? "nothing" : `\`${line.trim()}\``;
}

export const contributedConfiguration: GeneratedJson = {
  file: "package.json",
  path: ["contributes", "configuration"],
  make() {
    return groups.map((title, index) => {
      const own = allSettings.filter(({ group }) => group === title);
      const properties = own.map((setting) => [`cnnBlocks.${setting.key}`, schemaOf(setting)]);
      return { title, order: index + 1, properties: Object.fromEntries(properties) };
    });
  },
};

function schemaOf(setting: Setting): object {
  const { default: usual, order, description } = setting;
  return { ...typeOf(setting), default: usual, order, markdownDescription: description };
}

function typeOf(setting: Setting): object {
  switch (setting.type) {
    case "boolean":
      return { type: "boolean" };
    case "integer":
      return { type: "integer", minimum: setting.minimum, maximum: setting.maximum };
    case "choice": {
      const { choices } = setting;
      return { type: "string", ...enumOf(choices) };
    }
    case "list":
      return { type: "array", uniqueItems: true, items: { type: "string", ...enumOf(setting.choices) } };
  }
}

function enumOf(choices: Readonly<Record<string, string>>): object {
  return { enum: Object.keys(choices), enumDescriptions: Object.values(choices) };
}
