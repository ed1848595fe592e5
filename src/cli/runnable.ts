import type { Model } from "../analyzer/index.ts";
import { knownShape } from "../ir/index.ts";
import { firstFault } from "../passes/index.ts";
import type { ChosenModels } from "./chosen-models.ts";
import type { CliOptions } from "./command-line.ts";
import type { CliHost } from "./host.ts";
import { noModel } from "./no-model.ts";
import { problemLines } from "./problem-lines.ts";

/** The models whose shapes are all numbers; what keeps the others from running is told. */
export function runnable(
  { view, chosen }: ChosenModels,
  { file }: CliOptions,
  host: CliHost,
): readonly Model[] {
  if (chosen.length === 0) {
    host.complain(`${problemLines(view, host).join("")}${noModel(view, file)}\n`);
  }
  return chosen.flatMap(({ view: own, model }) => {
    const why = obstacle(model);
    if (why === null) return [model];
    host.complain(`${model.name} ${why}\n${problemLines(own, host).join("")}`);
    return [];
  });
}

function obstacle({ graph, symbolic }: Model): string | null {
  if (symbolic) return "has symbols for arguments, so it cannot run: construct it with numbers in the file.";
  if (graph.nodes.some(({ shape }) => knownShape(shape) === undefined)) {
    return "has shapes that are not numbers, so it cannot run; --input states its input's.";
  }
  return firstFault(graph) === undefined ? null : "does not fit together, so it cannot run.";
}
