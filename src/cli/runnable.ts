import type { Model } from "../analyzer/index.ts";
import { unknownWords, type View } from "../ide/index.ts";
import { knownShape } from "../ir/index.ts";
import { firstFault } from "../passes/index.ts";
import { type ChosenModels, preferred } from "./chosen-models.ts";
import type { CliOptions } from "./cli-options.ts";
import type { CliHost } from "./host.ts";
import { noModel } from "./no-model.ts";
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
    const why = obstacle(own, model);
    if (why === null) return [model];
    host.complain(`${model.name} ${why}\n${problemLines(own, host).join("")}`);
    return [];
  });
}

function obstacle(view: View, model: Model): string | null {
  const { graph, symbolic } = model;
  if (symbolic)
    return "cannot run, because its constructor arguments are not known: construct it with numbers in the file.";
  const unknown = unknownWords(view, model);
  if (unknown !== null) return `cannot run, because not all of it is known: ${unknown}.`;
  if (graph.nodes.some(({ shape }) => knownShape(shape) === undefined)) {
    return "cannot run, because not all of its shapes are numbers: give the shape of its input with --input.";
  }
  return firstFault(graph) === undefined ? null : "cannot run, because its layers do not fit together.";
}
