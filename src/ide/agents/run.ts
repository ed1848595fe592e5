import type { Model } from "../../analyzer/index.ts";
import { printShapeShort, type TensorStatistics } from "../../ir/index.ts";
import type { AgentRun } from "../../protocol/index.ts";
import { byteSize, duration, percent, plural, statisticsWords } from "../../words/index.ts";
import { runObstacle } from "../models/run-obstacle.ts";
import { flowWords } from "../view/node-title.ts";
import { type AgentTool, answered, refused } from "./agent-tool.ts";
import { commonInputs } from "./inputs.ts";
import { namedModel } from "./models.ts";

export const run: AgentTool = {
  name: "run",
  title: "Run a CNN",
  description:
    "Runs a CNN model in the WebAssembly engine: time, memory, and for each output its shape, range and most probable classes. Says which input it ran on, and whether the weights are trained ones or random.",
  inputs: commonInputs,
  async answer(inputs, context) {
    const found = await namedModel(inputs, context);
    if (!found.ok) return found;
    const { view, model } = found.value;
    const why = runObstacle(view, model);
    if (why !== null) return refused(`${model.name} ${why}`);
    const done = await context.run(view.analysis.file, model);
    return done.ok ? answered(runText(model, done.value)) : done;
  },
};

function runText({ name, graph }: Model, run: AgentRun): string {
  return [
    `${name}: ${flowWords(graph, printShapeShort)}`,
    `${duration(run.milliseconds)}, median of ${plural(run.runs, "run")} after a warm-up of ${duration(run.warmUpMilliseconds)}`,
    `Input: ${run.input}`,
    `Weights: ${run.weights}`,
    ...run.outputs.flatMap(outputLines),
    `Kernel ${run.backend}; memory ${byteSize(run.memoryBytes)}`,
  ].join("\n");
}

function outputLines(output: TensorStatistics): readonly string[] {
  const { shape, top = [] } = output;
  const words = statisticsWords(output).map((pair) => pair.join(" "));
  return [
    `Output ${printShapeShort(shape)}: ${words.join(", ")}`,
    ...top.map(({ index, probability }) => `  class ${index}: ${percent(probability)}`),
  ];
}
