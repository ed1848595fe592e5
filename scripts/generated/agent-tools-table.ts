import { agentTools } from "../../src/ide/index.ts";
import type { GeneratedText } from "./generated.ts";
import { markdownTable } from "./markdown-table.ts";

export const agentToolsTable: GeneratedText = {
  marker: "agent-tools",
  make() {
    const rows = agentTools.map(({ name, description, inputs }) => [
      `\`${name}\``,
      description,
      Object.entries(inputs)
        .map(([input, { required }]) => `\`${input}${required ? "" : "?"}\``)
        .join(", "),
    ]);
    return markdownTable(["tool", "what it answers", "what it is given"], rows);
  },
};
