import type { Model } from "../analyzer/index.ts";
import { knownShape } from "../ir/index.ts";
import type { ChosenModels } from "./chosen-models.ts";
import type { CliOptions } from "./command-line.ts";
import type { CliHost } from "./host.ts";
import { problemLines } from "./problem-lines.ts";

/** The models whose shapes are all numbers; what keeps the others from running is told. */
export function runnable(
  { view, chosen }: ChosenModels,
  { file }: CliOptions,
  host: CliHost,
): readonly Model[] {
  if (chosen.length === 0) {
    host.complain(`There is no model in ${file}.\n${problemLines(view, host).join("")}`);
  }
  return chosen.flatMap(({ view: own, model }) => {
    const unknown = model.graph.nodes.some(({ shape }) => knownShape(shape) === undefined);
    if (!model.symbolic && !unknown) return [model];
    const why = model.symbolic ? "has symbols for arguments" : "has shapes that are not numbers";
    host.complain(`${model.name} ${why}, so it cannot run.\n${problemLines(own, host).join("")}`);
    return [];
  });
}
