import * as nets from "../../src/nn/zoo/nets.ts";
import { families } from "./families.ts";
import type { GeneratedText } from "./generated.ts";
import { markdownTable } from "./markdown-table.ts";
import { modelCounts } from "./model-counts.ts";

export const zooTable: GeneratedText = {
  marker: "zoo",
  make() {
    const rows = Object.entries(nets).map(([name, Model]) => [
      `\`models.${name}\``,
      Model.exampleInput.join("×"),
      ...modelCounts(new Model(), Model.exampleInput),
    ]);
    return markdownTable(["model", "input", "parameters", "MACs"], rows);
  },
};

/** The families, each with what its call takes. */
export const familiesTable: GeneratedText = {
  marker: "families",
  make() {
    const rows = families.map(({ paper, call, names }) => [
      `\`models.${call}\``,
      names.map((name) => `\`${name}\``).join(" "),
      paper,
    ]);
    return markdownTable(["family", "nets", "after"], rows);
  },
};
