import { type Dim, type Shape, symbol } from "../../ir/index.ts";
import type { Model, PlacedProblem } from "../analysis.ts";
import type { Program, SourceFile } from "../program/program.ts";
import { callModule } from "../run/call.ts";
import { construct } from "../run/construct.ts";
import { guarded } from "../run/guarded.ts";
import type { FactSite, Machine, Observation } from "../run/machine.ts";
import {
  type ClassLikeDeclaration,
  isIdentifier,
  isVariableStatement,
  type ParameterDeclaration,
  placeOf,
} from "../syntax/index.ts";
import { closeMark, leave, openMark } from "../values/journal.ts";
import { lineage } from "../values/prototype.ts";
import type { ClassValue, ObjectValue, Value } from "../values/value.ts";
import { type Demand, demandOf, freshSizes, solve } from "./demands.ts";
import {
  exampleTensor,
  forwardParameters,
  statedInput,
  staticInput,
  symbolicArgument,
} from "./example-inputs.ts";
import type { ModelCall } from "./models.ts";
import { uncalledFunctions } from "./uncalled-functions.ts";

interface Declared {
  readonly cls: ClassValue;
  readonly node: ClassLikeDeclaration;
}

/**
 * Models of what the file declares but does not call, each with an example input: stated in a comment or a static
 * field, else assumed. What is a part of a model found before is not a model itself. Later things tend to be made of
 * earlier ones, so the last comes first.
 */
export function uncalledModels(program: Program, file: SourceFile, defaultSize: number): ModelCall[] {
  const { m } = program;
  const classes = m.classes
    .filter(({ value }) => value.isModule && value.code.file === file.parsed)
    .map(({ value, node }) => ({ cls: value, node: node as ClassLikeDeclaration }));
  const roots = new Set(m.rootCalls.map(({ root }) => root.class));
  const latest = classes.filter(isSeenMost).reverse();
  const found: ModelCall[] = [];
  const add = (call: ModelCall | undefined): void => {
    if (call !== undefined) found.push(call);
  };
  for (const { value, input } of statedVariables(program, file)) add(withInput(m, value, input, "comment"));
  for (const declared of latest) {
    if (!roots.has(declared.cls)) add(stated(m, file, declared));
  }
  for (const instance of variableInstances(file).reverse()) {
    if (!isCalled(instance) && instance.module?.layer === null) add(assumed(m, instance, defaultSize));
  }
  for (const declared of latest)
    if (isFree(declared) && takesNothing(declared)) add(byDefault(m, declared, defaultSize));
  for (const declared of latest) if (isUnseen(declared)) add(symbolically(m, file, declared));
  return [...found, ...uncalledFunctions(m, file)];
}

/** Of a class that was evaluated several times, the one with most instances stands for all. */
function isSeenMost({ cls, node }: Declared, _: number, all: readonly Declared[]): boolean {
  const twins = all.filter((other) => other.node === node);
  const most = twins.reduce((a, b) => (b.cls.instances.length > a.cls.instances.length ? b : a));
  return cls.name !== "" && most.cls === cls;
}

function isCalled({ module }: ObjectValue): boolean {
  return module !== null && module.calls.length > 0;
}

function isFree({ cls }: Declared): boolean {
  return cls.instances.length === 0;
}

/** No instance was called: nothing is known of its inside. */
function isUnseen({ cls }: Declared): boolean {
  return !cls.instances.some(isCalled);
}

/** Modules that the file's own variables hold. */
function variableInstances({ code, scope }: SourceFile): ObjectValue[] {
  return [...code.names.slots.values()].flatMap((slot) => {
    const value = scope?.slots[slot];
    return value?.kind === "object" && value.module !== null ? [value] : [];
  });
}

/** Variables with a module under a comment that states its input. */
function statedVariables({ m }: Program, { parsed, code, scope }: SourceFile) {
  const roots = new Set(m.rootCalls.map(({ root }) => root));
  return parsed.source.statements.filter(isVariableStatement).flatMap((statement) => {
    const input = statedInput(parsed, statement);
    const name = statement.declarationList.declarations[0]?.name;
    const slot = name !== undefined && isIdentifier(name) ? code.names.slots.get(name.text) : undefined;
    const value = slot === undefined ? undefined : scope?.slots[slot];
    const isModel = value?.kind === "object" && value.module !== null && !roots.has(value);
    return input !== undefined && isModel ? [{ value, input }] : [];
  });
}

function stated(m: Machine, file: SourceFile, declared: Declared): ModelCall | undefined {
  const comment = statedInput(file.parsed, declared.node);
  const input = comment ?? staticInput(declared.cls);
  if (input === undefined) return undefined;
  const inputFrom = comment === undefined ? "static" : "comment";
  const instance = declared.cls.instances[0] ?? instanceByDefault(m, declared);
  if (instance !== undefined) return withInput(m, instance, input, inputFrom);
  return symbolically(m, file, declared, { shapes: input, inputFrom });
}

function instanceByDefault(m: Machine, declared: Declared): ObjectValue | undefined {
  return takesNothing(declared) ? instanceOf(m, declared.cls, []) : undefined;
}

function instanceOf(m: Machine, cls: ClassValue, args: readonly Value[]): ObjectValue | undefined {
  const made = guarded(m, () => construct(m, cls, args));
  return made?.kind === "object" ? made : undefined;
}

/** Whether nothing has to be given to construct it. */
function takesNothing(declared: Declared): boolean {
  return constructorParameters(declared).every(
    ({ initializer, questionToken, dotDotDotToken }) => initializer ?? questionToken ?? dotDotDotToken,
  );
}

function constructorParameters({ cls }: Declared): readonly ParameterDeclaration[] {
  for (const owner of lineage(cls)) if (owner.code.hasConstructor) return owner.code.parameters;
  return [];
}

function withInput(
  m: Machine,
  instance: ObjectValue,
  shapes: readonly Shape[],
  inputFrom: Model["inputFrom"],
  symbolic = false,
): ModelCall | undefined {
  const before = m.rootCalls.length;
  guarded(m, () => callModule(m, instance, shapes.map(exampleTensor)));
  const call = m.rootCalls[before];
  m.rootCalls.length = before;
  return call === undefined ? undefined : { call, inputFrom, symbolic };
}

function byDefault(m: Machine, declared: Declared, defaultSize: number): ModelCall | undefined {
  const instance = instanceOf(m, declared.cls, []);
  return instance === undefined ? undefined : assumed(m, instance, defaultSize);
}

/** A model on an assumed input: its channels from the layer that fixes them, its size from a setting. */
function assumed(m: Machine, instance: ObjectValue, defaultSize: number): ModelCall | undefined {
  const { demands, problems } = probe(m, instance, argumentShapes(m, instance));
  const { channels, features, size, isContradictory } = solve(demands, defaultSize);
  const given = { channels, size: size ?? defaultSize, features };
  const shapes = argumentShapes(m, instance).map((shape) => shape.map((_, axis) => sizeAt(axis, given)));
  const fitting = features === undefined ? shapes : [[1, features]];
  const told = new Map(m.problems);
  const call = withInput(m, instance, fitting, "assumed");
  // A fault that only an assumed size causes is not the author's.
  if (!isContradictory) m.problems = new Map([...told, ...problems]);
  return call;
}

function sizeAt(
  axis: number,
  { channels, size }: { readonly channels: Dim | undefined; readonly size: number },
): Dim {
  if (axis === 0) return 1;
  return axis === 1 ? (channels ?? symbol(freshSizes.channels)) : size;
}

const freshShape: Shape = [freshSizes.batch, freshSizes.channels, freshSizes.height, freshSizes.width].map(
  symbol,
);

/** One image an argument of forward. */
function argumentShapes(m: Machine, { class: cls }: ObjectValue): readonly Shape[] {
  const parameters = cls === null ? undefined : forwardParameters(m, cls);
  const required = parameters?.filter(({ initializer, questionToken }) => !initializer && !questionToken);
  return Array.from({ length: Math.max(required?.length ?? 1, 1) }, () => freshShape);
}

interface Probed {
  readonly demands: readonly Demand[];
  readonly problems: ReadonlyMap<string, PlacedProblem>;
}

/** Calls a module on an input of symbols only to learn what its layers demand; leaves nothing behind. */
function probe(m: Machine, instance: ObjectValue, shapes: readonly Shape[]): Probed {
  const demands: Demand[] = [];
  const { observations, problems } = m;
  const mark = openMark(m.journal);
  m.observations = new Map<FactSite, Observation>();
  m.problems = new Map();
  m.onApply = (op, attrs, inputs) => {
    const demand = demandOf(op, attrs, inputs);
    if (demand !== undefined) demands.push(demand);
  };
  const calls = m.rootCalls.length;
  try {
    guarded(m, () => callModule(m, instance, shapes.map(exampleTensor)));
    return { demands, problems: m.problems };
  } finally {
    m.onApply = null;
    m.rootCalls.length = calls;
    Object.assign(m, { observations, problems });
    leave(m.journal, mark);
    closeMark(m.journal, mark);
  }
}

interface Stated {
  readonly shapes: readonly Shape[];
  readonly inputFrom: Model["inputFrom"];
}

/** A class by itself: its parameters are symbols, its input is [N, C, H, W]. Facts are kept for the class only. */
function symbolically(
  m: Machine,
  file: SourceFile,
  declared: Declared,
  input?: Stated,
): ModelCall | undefined {
  const { cls, node } = declared;
  const { start, end } = placeOf(file.parsed, node);
  m.observed = { start, end };
  try {
    const parameters = constructorParameters(declared).filter(
      ({ dotDotDotToken }) => dotDotDotToken === undefined,
    );
    const instance = instanceOf(
      m,
      cls,
      parameters.map((parameter) => symbolicArgument(m, cls.code.file, parameter)),
    );
    if (instance === undefined) return undefined;
    if (input !== undefined) return withInput(m, instance, input.shapes, input.inputFrom, true);
    const { channels, features } = solve(probe(m, instance, argumentShapes(m, instance)).demands, 0);
    const image = freshShape.map((size, axis) => (axis === 1 ? (channels ?? size) : size));
    const shapes = argumentShapes(m, instance).map(() => image);
    return withInput(
      m,
      instance,
      features === undefined ? shapes : [[symbol(freshSizes.batch), features]],
      "assumed",
      true,
    );
  } finally {
    m.observed = null;
  }
}
