import type { Model } from "../analyzer/index.ts";
import { noModel, runObstacle } from "../ide/index.ts";
import { type ChosenModels, preferred } from "./chosen-models.ts";
import type { CliOptions } from "./cli-options.ts";
import type { CliHost } from "./host.ts";
import { problemLines } from "./problem-lines.ts";

/** The models that can run. For each of the others, prints why it cannot. */
export function runnable(
  { view, chosen }: ChosenModels,
  { file }: CliOptions,
  host: CliHost,
): readonly Model[] {
  if (chosen.length === 0) {
    host.complain(`${problemLines(view, host).join("")}${noModel(view, file)}\n`);
  }
  return preferred(chosen).flatMap(({ view: own, model }) => {
    const why = runObstacle(own, model);
    if (why === null) return [model];
    host.complain(`${model.name} ${why}\n${problemLines(own, host).join("")}`);
    return [];
  });
}
