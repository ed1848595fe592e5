import type { AxeResults, RunOptions } from "axe-core";

/** No rule in force reads the style sheets that it would fetch first. */
export const axeOptions: RunOptions = { resultTypes: ["violations"], preload: false };

/** Rules of axe that a page breaks, in words, and where. */
export function violationWords({ violations }: AxeResults): readonly string[] {
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`),
  );
}
