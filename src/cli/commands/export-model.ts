import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Model } from "../../analyzer/index.ts";
import { noModel, unknownWords, type View } from "../../ide/index.ts";
import type { Parameter } from "../../passes/index.ts";
import { parameterValues } from "../../runtime/weights/parameters.ts";
import { exactCount, weightsObstacle } from "../../words/index.ts";
import { type ChosenModel, chooseModels, preferred } from "../chosen-models.ts";
import type { CliOptions } from "../cli-options.ts";
import { type FileFormat, fileFormats } from "../formats/index.ts";
import type { CliHost } from "../host.ts";
import { fitWeights, readWeights } from "../read-weights.ts";
import { UsageError } from "../usage-error.ts";
import type { Command } from "./command.ts";

export const exportModel: Command = {
  name: "export",
  summary:
    "writes a model: .onnx with its weights, its weights alone as .safetensors, its picture as .svg or .html",
  examples: [
    {
      arguments: "export model.ts -o net.onnx",
      comment: "the model with its weights, for ONNX Runtime, Netron and others",
    },
    { arguments: "export model.ts -o net.html", comment: "the preview as one page for any browser" },
  ],
  async run(options, host) {
    const format = formatOf(options);
    const { view, model } = onlyModel(options, host);
    if (format.hasWeights) requireWeights(view, model);
    const stored = format.hasWeights ? readWeights(options, host) : null;
    const match = fitWeights(model, stored, options, host);
    if (match === "misfit") return 1;
    const read = (parameter: Parameter): Float32Array =>
      parameterValues(parameter, match?.weights ?? new Map(), options.settings.run.seed);
    const exported = await format.write({ view, model, read, theme: options.theme, host });
    if (!exported.ok) {
      host.complain(`${model.name}: ${exported.message}\n`);
      return 1;
    }
    const bytes = Buffer.from(exported.content);
    const file = options.output ?? `${model.className}.${format.name}`;
    write(resolve(host.folder, file), file, bytes);
    host.print(`${file}: ${model.name}, ${exactCount(bytes.length)} bytes\n`);
    return 0;
  },
};

/** From `--format`, else from the output's ending, else the first of the list. */
function formatOf({ format, output }: CliOptions): FileFormat {
  const ending = output === null ? undefined : /\.([a-z]+)$/i.exec(output)?.[1]?.toLowerCase();
  const word = format ?? ending ?? fileFormats[0]?.name;
  const found = fileFormats.find(({ name }) => name === word);
  if (found !== undefined) return found;
  if (word === "png")
    throw new UsageError("A PNG needs a browser: the preview's menu exports it, or take svg here.");
  throw new UsageError(
    `There is no format "${word}": --format is one of ${fileFormats.map(({ name }) => name).join(", ")}.`,
  );
}

/** An exported file holds one model. */
function onlyModel(options: CliOptions, host: CliHost): ChosenModel {
  const { view, chosen } = chooseModels(options, host);
  const likely = preferred(chosen);
  const called = likely.filter(({ model }) => model.inputFrom === "call");
  const [only, ...more] = called.length > 0 ? called : likely;
  if (only === undefined) throw new UsageError(noModel(view, options.file));
  if (more.length > 0) {
    const names = [only, ...more].map(({ model }) => model.name).join(", ");
    const { model } = only;
    throw new UsageError(
      `Which model of ${options.file}? There are ${names}. Choose one with --class ${model.variable ?? model.className}, for example.`,
    );
  }
  return only;
}

function requireWeights(view: View, model: Model): void {
  const { name, symbolic } = model;
  const obstacle = weightsObstacle({ name, symbolic, unknownWords: unknownWords(view, model) });
  if (obstacle !== null) throw new UsageError(obstacle);
}

function write(path: string, name: string, bytes: Uint8Array): void {
  try {
    writeFileSync(path, bytes);
  } catch (fault) {
    throw new UsageError(`${name} cannot be written: ${fault instanceof Error ? fault.message : fault}`);
  }
}
