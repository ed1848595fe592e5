import { models } from "../../src/library/index.ts";
import type { GeneratedText } from "./generated.ts";
import { markdownTable } from "./markdown-table.ts";
import { modelCounts } from "./model-counts.ts";

export const zooTable: GeneratedText = {
  marker: "zoo",
  make() {
    const rows = Object.entries(models).map(([name, Model]) => [
      `\`models.${name}\``,
      Model.exampleInput.join("×"),
      ...modelCounts(new Model(), Model.exampleInput),
    ]);
    return markdownTable(["model", "input", "parameters", "MACs"], rows);
  },
};
