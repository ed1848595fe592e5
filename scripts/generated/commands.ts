import {
  type Contribution,
  type Menu,
  menus as menuNames,
} from "../../src/extension/commands/contribution.ts";
import type { GeneratedJson, GeneratedText } from "./generated.ts";
import { markdownTable } from "./markdown-table.ts";
import { readCommands } from "./read-commands.ts";

export const commandsTable: GeneratedText = {
  marker: "commands",
  async make() {
    const rows = (await readCommands()).map(({ title, summary }) => [title, summary]);
    return markdownTable(["command", "what it does"], rows);
  },
};

export const contributedCommands: GeneratedJson = {
  file: "package.json",
  path: ["contributes", "commands"],
  async make() {
    return (await readCommands()).map(({ id, title, shortTitle, icon, enablement }) => ({
      command: id,
      category: "CNN Blocks",
      title,
      shortTitle,
      icon: `$(${icon})`,
      enablement,
    }));
  },
};

export const contributedMenus: GeneratedJson = {
  file: "package.json",
  path: ["contributes", "menus"],
  async make() {
    const commands = await readCommands();
    const palette = commands.flatMap(({ id, palette }) => (palette ? { command: id, when: palette } : []));
    const menus = Object.fromEntries(menuNames.map((menu) => [menu, itemsOf(menu, commands)]));
    return { ...menus, commandPalette: palette };
  },
};

function itemsOf(menu: Menu, commands: readonly Contribution[]): readonly object[] {
  return commands.flatMap(({ id, menus }) =>
    (menus?.[menu] ?? []).map(({ when, group }) => ({ command: id, when, group })),
  );
}
