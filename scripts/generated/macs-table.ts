import { ops } from "../../src/ops/index.ts";
import type { GeneratedText } from "./generated.ts";
import { markdownTable } from "./markdown-table.ts";

/** What the MACs of each op are the product of, ops of one formula together. */
export const macsTable: GeneratedText = {
  marker: "macs",
  make() {
    const byFormula = new Map<string, string[]>();
    for (const { displayName, macsFactors = [] } of ops) {
      if (macsFactors.length === 0) continue;
      const formula = macsFactors.map(({ name }) => name).join(" × ");
      byFormula.set(formula, [...(byFormula.get(formula) ?? []), `\`${displayName}\``]);
    }
    return markdownTable(
      ["of", "MACs"],
      [...byFormula].map(([formula, names]) => [[...new Set(names)].toSorted().join(" "), formula]),
    );
  },
};
