import { type AnalyzeOptions, assignInputs, type Block, type Model } from "../analyzer/index.ts";
import { givenShapes } from "../base/index.ts";
import {
  constructionText,
  createView,
  expressionFor,
  instance,
  isNamed,
  libraryOffers,
  lintCodes,
  type View,
} from "../ide/index.ts";
import { inputFaultWords } from "../problems/index.ts";
import type { CliOptions } from "./cli-options.ts";
import type { CliHost } from "./host.ts";
import { openSource, type SourceFile } from "./source-file.ts";
import { UsageError } from "./usage-error.ts";

/** The file and the models that the command line selects, each with the view that it belongs to. */
export interface ChosenModels {
  readonly source: SourceFile;
  /** The view of the file as it is. */
  readonly view: View;
  readonly chosen: readonly ChosenModel[];
}

export interface ChosenModel {
  readonly view: View;
  readonly model: Model;
}

/** Throws a UsageError if the file or class does not exist or the class cannot be constructed. */
export function chooseModels(options: CliOptions, host: CliHost): ChosenModels {
  return chooseModelsIn(openSource(options.file, host), options);
}

/** The same for a text that is given, such as that of a commit. */
export function chooseModelsIn(source: SourceFile, options: CliOptions): ChosenModels {
  const view = viewOf(source, options);
  return { source, view, chosen: choose(source, view, options) };
}

function viewOf(
  { path, text, workspace }: SourceFile,
  options: CliOptions,
  stated?: AnalyzeOptions["stated"],
): View {
  const { defaultInputSize } = options.settings;
  const analyzeOptions = stated === undefined ? { defaultInputSize } : { defaultInputSize, stated };
  const analysis = workspace.analyzeAs(path, text, analyzeOptions);
  return createView(analysis, text, heardSettings(options), (file) => workspace.read(file));
}

/** The settings, without design advice unless `--advice` is given. */
function heardSettings({ settings, advice }: CliOptions): CliOptions["settings"] {
  return advice ? settings : { ...settings, lints: { ...settings.lints, off: lintCodes } };
}

function choose(source: SourceFile, view: View, options: CliOptions): readonly ChosenModel[] {
  const { models } = view.analysis;
  const { wanted, inputs } = options;
  const named = wanted === null ? models : models.filter((model) => isNamed(model, wanted));
  if (wanted !== null && named.length === 0) return [construct(source, view, options, wanted)];
  const chosen = named.map((model) => ({ view, model }));
  if (inputs === null) return chosen;
  const called = wanted === null ? preferred(chosen) : chosen;
  return called.map(({ model }) => construct(source, view, options, model.className, model));
}

/**
 * The models that the author calls or states an input for. What nothing calls is a model only where there is no other:
 * it must not keep those that are called from running.
 */
export function preferred(chosen: readonly ChosenModel[]): readonly ChosenModel[] {
  const tiers = [
    chosen.filter(({ model }) => model.inputFrom !== "assumed" && !model.symbolic),
    chosen.filter(({ model }) => !model.symbolic),
  ];
  return tiers.find((tier) => tier.length > 0) ?? chosen;
}

/** A model of the file, or a class of the file or the library, called on the requested input. */
function construct(
  source: SourceFile,
  view: View,
  options: CliOptions,
  className: string,
  model: Model | null = null,
): ChosenModel {
  const block = view.analysis.blocks.find(({ name }) => name === className);
  // A class of the file hides a library class of the same name.
  const offer = block === undefined ? libraryOffers.find(({ name }) => name === className) : undefined;
  if (model === null && block === undefined && offer === undefined)
    throw new UsageError(unknownName(view, options, className));
  const own = model === null ? constructionText(view, className) : expressionFor(view, model);
  const expression = own ?? offer?.expression ?? (block ? defaults(block) : null);
  const inputs = options.inputs ?? givenShapes(offer?.input ?? "") ?? null;
  if (expression === null || inputs === null) return symbolicModel(source, view, options, className);
  const request = { expression, inputs };
  const made = instance(source.workspace, source.path, request, {
    settings: heardSettings(options),
    defaultInputSize: options.settings.defaultInputSize,
  });
  const names = model ?? { name: className, className, variable: null };
  const { name, variable } = names;
  if (made.model !== null)
    return { view: made.view, model: { ...made.model, name, className: names.className, variable } };
  if (made.fault !== null) throw new UsageError(`--input for ${expression}: ${made.fault}`);
  const shapes = inputs.map(({ sizes }) => sizes.join("x")).join(", ");
  throw new UsageError(`${expression} cannot be called on ${shapes}. Run cnn-blocks check to see why.`);
}

function defaults({ name, kind, parameters, takes }: Block): string | null {
  const required = parameters.filter(({ defaultText }) => defaultText === null);
  const takesTensors = takes === null || takes.every((slot) => slot.kind !== "other" || slot.isOptional);
  if (kind === "function") return takesTensors ? name : null;
  return required.length === 0 ? `new ${name}()` : null;
}

/** A class whose arguments are not given keeps them as symbols. */
function symbolicModel(source: SourceFile, view: View, options: CliOptions, className: string): ChosenModel {
  const block = view.analysis.blocks.find(({ name }) => name === className);
  const model = view.analysis.models.find((one) => one.className === className);
  const { inputs } = options;
  if (inputs === null && model !== undefined) return { view, model };
  if (inputs === null || block === undefined) throw new UsageError(`${className} needs an --input.`);
  const { fault } = assignInputs(
    block.takes ?? [],
    inputs.map(({ name }) => ({ name, value: null })),
  );
  if (fault !== null) throw new UsageError(`--input for ${className}: ${inputFaultWords(fault)}`);
  const restated = viewOf(source, options, { of: className, shapes: inputs });
  const found = restated.analysis.models.find((one) => one.className === className);
  if (found === undefined)
    throw new UsageError(`${className} cannot be analysed. Run cnn-blocks check to see why.`);
  return { view: restated, model: found };
}

function unknownName(view: View, { file }: CliOptions, wanted: string): string {
  const { models, blocks } = view.analysis;
  const all = [...models, ...blocks].map(({ name }) => name);
  const names = [...new Set(all)].filter((name) => name !== "");
  const own = names.length === 0 ? `${file} has none` : `${file} has ${names.join(", ")}`;
  const library = libraryOffers.map(({ name }) => name).join(", ");
  return `There is no model and no class ${wanted}: ${own}; the library has ${library}. Choose one by its variable or its class.`;
}
