import type { Model } from "../../analyzer/index.ts";
import { printShapeShort, type TensorStatistics } from "../../ir/index.ts";
import {
  byteSize,
  duration,
  inMilliseconds,
  percentages,
  statisticsWords,
  textTable,
} from "../../words/index.ts";
import { chooseModels } from "../chosen-models.ts";
import { classText, misfitOf, readClassNames } from "../class-names.ts";
import { imageInput, readImage } from "../image/image-input.ts";
import { fitWeights, readWeights } from "../read-weights.ts";
import { kernelsFor, type RunData, runModel, scoresOf, weightsWords } from "../run-model.ts";
import { runnable } from "../runnable.ts";
import type { Command } from "./command.ts";

export const run: Command = {
  name: "run",
  summary: "runs the models on trained or random weights: time per layer and output",
  examples: [
    { arguments: "run model.ts --class net", comment: "a timed run of one model" },
    {
      arguments: "run model.ts --threads 2",
      comment: "on two threads; the numbers are the same to the last bit",
    },
    {
      arguments: "run model.ts --weights net.safetensors",
      comment: "with trained weights, by PyTorch's names",
    },
    {
      arguments: "run model.ts --weights net.safetensors --image cat.jpg --classes names.txt",
      comment: "what the net sees in a picture: the five most probable classes",
    },
  ],
  async run(options, host) {
    const models = runnable(chooseModels(options, host), options, host);
    if (models.length === 0) return 1;
    const kernels = await kernelsFor(options, host);
    const stored = readWeights(options, host);
    const picture = await readImage(options, host);
    const names = readClassNames(options, host);
    const results: RunData[] = [];
    for (const model of models) {
      const match = fitWeights(model, stored, options, host);
      if (match === "misfit") return 1;
      const image = picture === null ? null : imageInput(model, picture, options);
      const data = await runModel(model, { ...options, ...kernels, match, image, names });
      if (typeof data === "string") {
        host.complain(`${model.name}: ${data}\n`);
        return 1;
      }
      const misfit = names === null ? null : misfitOf(scoresOf(data), names);
      if (misfit !== null) host.complain(`${model.name}: ${misfit}\n`);
      results.push(data);
      if (!options.json) host.print(`${runText(model, data, picture !== null || names !== null)}\n`);
    }
    if (options.json) host.print(`${JSON.stringify(results, null, 2)}\n`);
    return 0;
  },
};

function runText({ name, graph }: Model, data: RunData, withClasses: boolean): string {
  const shapes = (ids: readonly number[]) =>
    ids.map((id) => printShapeShort(graph.nodes[id]?.shape ?? [])).join(", ");
  const shares = percentages(data.steps.map(({ milliseconds }) => milliseconds));
  const rows = data.steps.map(({ paths, ops, algorithm, milliseconds }, index) => [
    paths.filter((path) => path !== "").join(" + "),
    ops.join(" + "),
    algorithm,
    inMilliseconds(milliseconds),
    shares[index] ?? "",
  ]);
  const table = textTable(["module", "op", "algorithm", "ms", "share"], rows, ["l", "l", "l", "r", "r"]);
  return [
    `${name}   ${shapes(graph.inputs)} → ${shapes(graph.outputs)}`,
    "",
    table,
    "",
    `${duration(data.milliseconds)}, median of ${data.runs} runs after a warm-up of ${duration(data.warmUpMilliseconds)}; shares are of all steps together`,
    ...(data.image === null ? [] : [`Input ${data.image}`]),
    `Weights ${weightsWords(data)}`,
    ...data.outputs.map(outputText),
    ...(withClasses && data.classes.length > 0 ? [classText(data.classes, scoresOf(data)?.topFrom)] : []),
    `Kernel ${data.backend}; memory ${byteSize(data.memoryBytes)}; seed ${data.seed}`,
    "",
  ].join("\n");
}

/** One line: `Output 1×10: range −0.26 … 0.31, mean ± sd 0.002 ± 0.11`. */
function outputText(output: TensorStatistics): string {
  const words = statisticsWords(output).map((pair) => pair.join(" "));
  return `Output ${printShapeShort(output.shape)}: ${words.join(", ")}`;
}
