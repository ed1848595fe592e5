import {
  type Analysis,
  type AnalyzeOptions,
  type Assigned,
  assignInputs,
  type Block,
  constructionIn,
  importsByName,
  type Model,
  type PlacedProblem,
  parseFile,
  rootNames,
} from "../../analyzer/index.ts";
import type { FileRange, GivenShape } from "../../base/index.ts";
import { knownShape } from "../../ir/index.ts";
import { inputFaultWords, isFault } from "../../problems/index.ts";
import type { Instantiated, WordedProblem } from "../../protocol/index.ts";
import type { Settings } from "../../settings/index.ts";
import { modelDocument } from "../models/documents.ts";
import { wordedProblem } from "../problems.ts";
import { createView, type View } from "../view/view.ts";
import type { Workspace } from "../view/workspace.ts";

/** A block and the shape of the input to call it on, as if the call were written at the end of a file. */
export interface InstantiateRequest {
  readonly expression: string;
  /** The shapes of its inputs, in the order of its parameters or by their names. */
  readonly inputs: readonly GivenShape[];
}

interface InstantiateOptions extends AnalyzeOptions {
  readonly settings: Settings;
  readonly addressOf?: (file: string) => string;
}

/** The view of the file with the call appended, and the model that the call makes. Nothing is executed. */
export interface Instance {
  readonly view: View;
  readonly model: Model | null;
  /** Faults of the appended call, including those in the author's text that only it brings to light. */
  readonly problems: readonly PlacedProblem[];
  /** Why the inputs do not fit; then nothing was called. */
  readonly fault: string | null;
  /** Where the author's text ends and the appended call begins. */
  readonly authored: number;
}

/** Analyses the expression at the file's end; a model document, or what is wrong with it. */
export function instantiate(
  workspace: Workspace,
  file: string,
  request: InstantiateRequest,
  options: InstantiateOptions,
): Instantiated {
  const made = instance(workspace, file, request, options);
  const { view, model, problems, fault } = made;
  if (fault !== null) return { ok: false, reason: `${request.expression}: ${fault}`, problems: [] };
  // Code that only the analysis cannot follow does not keep a model from running.
  const faults = problems.filter(({ code }) => model === null || isFault(code));
  const worded = faults.map((problem) => placed(made, problem, request, options.addressOf));
  const [first] = worded;
  if (first !== undefined) return { ok: false, reason: first.message, problems: worded };
  const isWhole = model?.graph.nodes.every(({ shape }) => knownShape(shape) !== undefined) === true;
  if (model !== null && isWhole) return { ok: true, model: modelDocument(view, model, options.addressOf) };
  return { ok: false, reason: model === null ? nothingMade(request) : notAllKnown(request), problems: [] };
}

/** The analysis behind `instantiate`, for callers that need its numbers. */
export function instance(
  workspace: Workspace,
  file: string,
  request: InstantiateRequest,
  options: InstantiateOptions,
): Instance {
  const text = workspace.read(file) ?? "";
  const asItIs = workspace.analyze(file, options);
  const before = new Set(asItIs.problems.map(problemKey));
  const block = blockOf(asItIs, request.expression);
  const call = callText(block, request.inputs);
  const whole = call.fault === null ? `${text}${appended(text, request, call, block)}` : text;
  const analysis = workspace.analyzeAs(file, whole, { ...options, calledFrom: text.length });
  const view = createView(analysis, whole, options.settings, (path) => workspace.read(path));
  const isAppended = (place: FileRange | null) => place?.file === file && place.start >= text.length;
  const model =
    analysis.models.find(({ call, declaration }) => isAppended(call) || isAppended(declaration)) ?? null;
  // Problems that the file had before are not problems of this call.
  const own = analysis.problems.filter((problem) => !before.has(problemKey(problem)));
  return {
    view,
    model: model === null ? null : authoredModel(model, request, file, text.length),
    problems: own,
    fault: call.fault,
    authored: text.length,
  };
}

/** The class or function of the file that an expression constructs, holds or names. */
function blockOf({ blocks, models }: Analysis, expression: string): Block | undefined {
  const held = models.find(({ variable, isHeld }) => isHeld && variable === expression)?.className;
  const construction = constructionIn(expression);
  const constructed = construction?.namespace === "" ? construction.className : undefined;
  const name = constructed ?? held ?? expression;
  return blocks.find((block) => block.name === name);
}

interface CallText {
  /** The arguments, in which `input(0)` stands for the first input. */
  readonly arguments: (input: (index: number) => string) => string;
  readonly fault: string | null;
}

function callText(block: Block | undefined, inputs: readonly GivenShape[]): CallText {
  const indices = inputs.map(({ name }, index) => ({ name, value: index }));
  const takes = block?.takes ?? null;
  if (takes === null)
    return { arguments: (input) => indices.map(({ value }) => input(value)).join(", "), fault: null };
  const { args, fault } = assignInputs(takes, indices);
  if (args === null) return { arguments: () => "", fault: inputFaultWords(fault) };
  const words = (input: (index: number) => string) =>
    args.map((assigned, index) => argumentText(assigned, takes[index]?.isRest === true, input)).join(", ");
  return { arguments: words, fault: null };
}

function argumentText(assigned: Assigned<number>, isRest: boolean, input: (index: number) => string): string {
  switch (assigned.kind) {
    case "one":
      return input(assigned.value);
    case "list": {
      const values = assigned.values.map(input).join(", ");
      return isRest ? values : `[${values}]`;
    }
    case "record":
      return `{ ${[...assigned.values].map(([key, index]) => `${key}: ${input(index)}`).join(", ")} }`;
    case "nothing":
      return "undefined";
  }
}

/** The call's own lines. Names begin with two underscores, so that they do not clash with the author's. */
function appended(
  text: string,
  { expression, inputs }: InstantiateRequest,
  call: CallText,
  block: Block | undefined,
): string {
  if (block?.kind === "function") {
    const stated = inputs.map(({ sizes }) => `[${sizes.join(", ")}]`).join(", ");
    const parameters = inputs.map((_, index) => `x${index}: Tensor`).join(", ");
    const args = call.arguments((index) => `x${index}`);
    return `\n;\n/** @input ${stated} */\nexport function __block(${parameters}): Tensor { return ${expression}(${args}); }\n`;
  }
  const imports = ["input", ...namespaces].map((name) => `${name} as __${name}`).join(", ");
  return [
    "",
    `;import { ${imports} } from "cnn-blocks";`,
    `const __block = ${withOwnNames(text, expression)};`,
    `__block(${call.arguments((index) => `__input(${inputs[index]?.sizes.join(", ") ?? ""})`)});`,
    "",
  ].join("\n");
}

/** The names by which an expression refers to the library's layers, functions and nets. */
const namespaces = ["nn", "F", "models"] as const;

/**
 * The expression with two underscores before names of namespaces that the file does not import: it may call something
 * else by such a name, and the expression means the library's.
 */
function withOwnNames(text: string, expression: string): string {
  const file = parseFile("file.ts", text);
  const foreign = namespaces.filter((name) => !importsByName(file, name));
  const roots = rootNames(parseFile("expression.ts", expression));
  return roots
    .filter(({ name }) => foreign.some((one) => one === name))
    .sort((left, right) => right.start - left.start)
    .reduce((written, { start }) => `${written.slice(0, start)}__${written.slice(start)}`, expression);
}

/** The model under the requested name, without places in the appended lines. */
function authoredModel(
  model: Model,
  { expression }: InstantiateRequest,
  file: string,
  authored: number,
): Model {
  const name = constructionIn(expression)?.text ?? expression;
  const isAppended = (place: FileRange | null) => place?.file === file && place.start >= authored;
  const place = <T extends { readonly source: FileRange | null }>(item: T): T =>
    isAppended(item.source) ? { ...item, source: null } : item;
  const { graph } = model;
  return {
    ...model,
    name,
    className: model.className === "__block" ? name : model.className,
    graph: { ...graph, nodes: graph.nodes.map(place), modules: graph.modules.map(place) },
    construction: null,
    call: null,
    declaration: isAppended(model.declaration) ? null : model.declaration,
  };
}

/** Worded at a place in the author's text that led to it, if there is one. The message says which call it is about. */
function placed(
  { view, authored }: Instance,
  problem: PlacedProblem,
  { expression, inputs }: InstantiateRequest,
  addressOf: ((file: string) => string) | undefined,
): WordedProblem {
  const { file } = view.analysis;
  const isAuthors = (place: PlacedProblem["at"]) => place.file !== file || place.start < authored;
  if (isAuthors(problem.at)) return wordedProblem(view, problem, addressOf);
  const instead = problem.related.find(({ at }) => isAuthors(at))?.at ?? { file, start: 0, end: 0 };
  const worded = wordedProblem(view, { ...problem, at: instead }, addressOf);
  return { ...worded, message: `${worded.message} In ${expression} on ${shapesText(inputs)}.` };
}

function nothingMade({ expression }: InstantiateRequest): string {
  return `${expression} is not a module or function over tensors that can be called here.`;
}

function notAllKnown({ expression, inputs }: InstantiateRequest): string {
  return `${expression} on ${shapesText(inputs)} has sizes that cannot be worked out. Are all its arguments given?`;
}

function problemKey({ code, at }: PlacedProblem): string {
  return `${code} ${at.file} ${at.start} ${at.end}`;
}

function shapesText(inputs: readonly GivenShape[]): string {
  return inputs.map(({ name, sizes }) => `${name === null ? "" : `${name} `}${sizes.join("×")}`).join(", ");
}
