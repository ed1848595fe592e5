import type { Block, Model } from "../analyzer/index.ts";
import { constructionText, createView, instance, libraryOffers, type View } from "../ide/index.ts";
import type { CliOptions } from "./command-line.ts";
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
  const source = openSource(options.file, host);
  const view = viewOf(source, options);
  return { source, view, chosen: choose(source, view, options) };
}

function viewOf({ path, text, workspace }: SourceFile, { settings }: CliOptions, as = text): View {
  const { defaultInputSize } = settings;
  const analysis = workspace.analyzeAs(path, as, { defaultInputSize });
  return createView(analysis, as, settings, (file) => workspace.read(file));
}

function choose(source: SourceFile, view: View, options: CliOptions): readonly ChosenModel[] {
  const { models } = view.analysis;
  const { className, input } = options;
  const wanted = className === null ? models : models.filter((model) => model.className === className);
  if (className !== null && wanted.length === 0) return [construct(source, view, options, className)];
  if (input === null) return wanted.map((model) => ({ view, model }));
  const classes = new Map(wanted.map((model) => [model.className, model]));
  return [...classes.keys()].map((name) => construct(source, view, options, name));
}

/** A class of the file or the library, called on the requested input. */
function construct(source: SourceFile, view: View, options: CliOptions, className: string): ChosenModel {
  const block = view.analysis.blocks.find(({ name }) => name === className);
  // A class of the file hides a library class of the same name.
  const offer = block === undefined ? libraryOffers.find(({ name }) => name === className) : undefined;
  if (block === undefined && offer === undefined)
    throw new UsageError(unknownClass(view, options, className));
  const expression =
    constructionText(view, className) ?? offer?.expression ?? (block ? defaults(block) : null);
  const input = options.input ?? sizesOf(offer?.input);
  if (expression === null || input === null) return symbolicModel(source, view, options, className);
  const request = { expression, input };
  const made = instance(source.workspace, source.path, request, {
    settings: options.settings,
    defaultInputSize: options.settings.defaultInputSize,
  });
  if (made.model !== null) return { view: made.view, model: { ...made.model, name: className } };
  throw new UsageError(
    `${expression} cannot be called on ${input.join("x")}. Run cnn-blocks check to see why.`,
  );
}

function defaults({ name, kind, parameters }: Block): string | null {
  const required = parameters.filter(({ defaultText }) => defaultText === null);
  if (kind === "function") return required.length <= 1 ? name : null;
  return required.length === 0 ? `new ${name}()` : null;
}

/** A class whose arguments are not given keeps them as symbols; an `@input` comment states its input. */
function symbolicModel(source: SourceFile, view: View, options: CliOptions, className: string): ChosenModel {
  const block = view.analysis.blocks.find(({ name }) => name === className);
  const model = view.analysis.models.find((one) => one.className === className);
  if (options.input === null && model !== undefined) return { view, model };
  if (options.input === null || block === undefined) throw new UsageError(`${className} needs an --input.`);
  const { text } = source;
  const comment = `/** @input ${options.input.join("x")} */ `;
  const stated = `${text.slice(0, block.range.start)}${comment}${text.slice(block.range.start)}`;
  const restated = viewOf(source, options, stated);
  const found = restated.analysis.models.find((one) => one.className === className);
  if (found === undefined)
    throw new UsageError(`${className} cannot be analysed. Run cnn-blocks check to see why.`);
  return { view: restated, model: found };
}

function unknownClass(view: View, { file }: CliOptions, className: string): string {
  const names = [...new Set(view.analysis.blocks.map(({ name }) => name))];
  const own = names.length === 0 ? `${file} declares none` : `${file} declares ${names.join(", ")}`;
  return `There is no class ${className}: ${own}; the library has ${libraryOffers.map(({ name }) => name).join(", ")}.`;
}

function sizesOf(text: string | undefined): readonly number[] | null {
  return text === undefined ? null : text.split("x").map(Number);
}
