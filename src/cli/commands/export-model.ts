import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Model } from "../../analyzer/index.ts";
import { unknownWords } from "../../ide/index.ts";
import { exportOnnx } from "../../interop/onnx/index.ts";
import { writeSafetensors } from "../../interop/safetensors/index.ts";
import { firstUnknownShape, type Parameter, parametersIn } from "../../passes/index.ts";
import { parameterValues } from "../../runtime/weights/parameters.ts";
import { byteSize, exactCount } from "../../words/index.ts";
import { chooseModels, preferred } from "../chosen-models.ts";
import type { CliOptions } from "../command-line.ts";
import type { CliHost } from "../host.ts";
import { noModel } from "../no-model.ts";
import { matchOrNull, readWeights, reportMatch } from "../read-weights.ts";
import { UsageError } from "../usage-error.ts";
import type { Command } from "./command.ts";

export const exportModel: Command = {
  name: "export",
  summary: "writes a model with its weights as an .onnx file, or its weights alone as .safetensors",
  examples: [
    {
      arguments: "export model.ts -o net.onnx",
      comment: "the model with its weights, for ONNX Runtime, Netron and others",
    },
  ],
  run(options, host) {
    const format = formatOf(options);
    const model = onlyModel(options, host);
    const match = matchOrNull(model, readWeights(options, host));
    if (!reportMatch(model, match, options, host)) return 1;
    const read = (parameter: Parameter): Float32Array =>
      parameterValues(parameter, match?.weights ?? new Map(), options.settings.run.seed);
    const bytes = formats[format](model, read);
    if (typeof bytes === "string") {
      host.complain(`${model.name}: ${bytes}\n`);
      return 1;
    }
    const file = options.output ?? `${model.className}.${format}`;
    write(resolve(host.folder, file), file, bytes);
    host.print(`${file}: ${model.name}, ${exactCount(bytes.length)} bytes\n`);
    return 0;
  },
};

type Read = (parameter: Parameter) => Float32Array;

/** Each returns the file's bytes, or a sentence that says why there are none. */
const formats = {
  onnx: ({ graph, inputNames }: Model, read: Read): Uint8Array | string => {
    const { value, problems } = exportOnnx(graph, { read, inputNames });
    return value ?? problems.map(({ message }) => message).join(" ");
  },
  safetensors: ({ graph }: Model, read: Read): Uint8Array | string => {
    if (firstUnknownShape(graph) !== undefined)
      return "not every size is a number: give the shape of the input with --input.";
    const parameters = parametersIn(graph);
    const bytes = parameters.reduce((sum, { shape }) => sum + 4 * shape.reduce((a, b) => a * b, 1), 0);
    if (bytes > 2 ** 31) return `${byteSize(bytes)} of weights are more than can be written at once.`;
    return writeSafetensors(parameters.map((one) => ({ name: one.name, shape: one.shape, data: read(one) })));
  },
};

type Format = keyof typeof formats;

/** From `--format`, else from the output's ending, else ONNX. */
function formatOf({ format, output }: CliOptions): Format {
  const ending = output === null ? undefined : /\.([a-z]+)$/i.exec(output)?.[1]?.toLowerCase();
  const word = format ?? ending ?? "onnx";
  const found = (Object.keys(formats) as Format[]).find((name) => name === word);
  if (found !== undefined) return found;
  throw new UsageError(`There is no format "${word}": --format is ${Object.keys(formats).join(" or ")}.`);
}

/** An exported file holds one model. */
function onlyModel(options: CliOptions, host: CliHost): Model {
  const { view, chosen } = chooseModels(options, host);
  const models = preferred(chosen).map((one) => one.model);
  const called = models.filter(({ inputFrom }) => inputFrom === "call");
  const [model, ...more] = called.length > 0 ? called : models;
  if (model === undefined) throw new UsageError(noModel(view, options.file));
  if (more.length > 0) {
    const names = [model, ...more].map(({ name }) => name).join(", ");
    throw new UsageError(
      `Which model of ${options.file}? There are ${names}. Choose one with --class ${model.variable ?? model.className}, for example.`,
    );
  }
  const unknown = unknownWords(view, model);
  if (unknown !== null) {
    throw new UsageError(`${model.name} cannot be exported, because not all of it is known: ${unknown}.`);
  }
  if (model.symbolic) {
    throw new UsageError(
      `${model.name} has no weights, because its constructor arguments are not known: construct it with numbers in the file.`,
    );
  }
  return model;
}

function write(path: string, name: string, bytes: Uint8Array): void {
  try {
    writeFileSync(path, bytes);
  } catch (fault) {
    throw new UsageError(`${name} cannot be written: ${fault instanceof Error ? fault.message : fault}`);
  }
}
