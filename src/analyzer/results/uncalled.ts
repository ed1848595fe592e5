import type { AnalyzeOptions, Model } from "../analysis.ts";
import type { Program } from "../program/program.ts";
import type { SourceFile } from "../program/source-file.ts";
import { guarded } from "../run/arms/guarded.ts";
import { callModule } from "../run/call.ts";
import { asStated, type Machine } from "../run/machine.ts";
import type { RootCall } from "../run/records.ts";
import { reportThrown } from "../run/refuse.ts";
import {
  type ClassLikeDeclaration,
  hasModifier,
  type Node,
  placeOf,
  SyntaxKind,
  statesInput,
} from "../syntax/index.ts";
import { lineage } from "../values/prototype.ts";
import type { ClassValue, ObjectValue, Value } from "../values/value.ts";
import { callOnAssumed } from "./assumed-call.ts";
import { instanceAlone } from "./declared-members.ts";
import { forwardSignature, type Signature, staticInput, symbolicArguments } from "./example-inputs.ts";
import { reportIdleInputs } from "./idle-inputs.ts";
import type { ModelCall } from "./models.ts";
import {
  argumentsFor,
  dimsOf,
  reportSecond,
  type StatedValue,
  statedArguments,
  statedValues,
} from "./stated-inputs.ts";
import { uncalledFunctions } from "./uncalled-functions.ts";

interface DeclaredClass {
  readonly cls: ClassValue;
  readonly node: ClassLikeDeclaration;
}

/**
 * Models of what the file declares but does not call, each with an example input: stated in a comment or a static
 * field, else assumed. What is a part of a model found before is not a model itself. Later things tend to be made of
 * earlier ones, so the last comes first.
 */
export function uncalledModels(
  program: Program,
  file: SourceFile,
  { defaultInputSize: defaultSize, stated: given }: AnalyzeOptions & { readonly defaultInputSize: number },
): ModelCall[] {
  const { m } = program;
  const classes = m.classes
    .filter(({ value }) => value.isModule && value.code.file === file.parsed)
    .map(({ value, node }) => ({ cls: value, node: node as ClassLikeDeclaration }));
  const latest = seenMost(classes).reverse();
  const found: ModelCall[] = [];
  const add = (call: ModelCall | undefined): void => {
    if (call !== undefined) found.push(call);
  };
  const isRoot = (cls: ClassValue) =>
    isCalledRoot(m, cls) || found.some(({ call }) => call.root.class === cls);
  const withOwnInput = new Map<ClassValue, DeclaredClass>();
  const read = new Map<Value, Node>();
  for (const stated of apart(statedValues(program, file))) {
    const { value, node } = stated;
    const before = read.get(value);
    if (before !== undefined && value.kind === "object") reportSecond(m, file.parsed, node, before);
    else add(statedCall(m, file, stated, found));
    read.set(value, before ?? node);
  }
  for (const declared of latest) {
    const input = statedFor(m, file, declared, given);
    if (input !== undefined) withOwnInput.set(declared.cls, declared);
    // A field is inherited: it may be meant for the subclass that is called.
    const isSeen = isRoot(declared.cls) || (input?.inputFrom === "static" && hasCalledHeir(m, declared.cls));
    const isAsked = given?.of === declared.cls.name || !isSeen;
    if (input !== undefined && isAsked) add(withStated(m, file, declared, input));
  }
  for (const instance of variableInstances(file).reverse()) {
    if (isCalled(instance) || instance.module?.layer !== null) continue;
    const stating = instance.class === null ? undefined : withOwnInput.get(instance.class);
    // Each instance has tensors of its own: a forward may change what it is given.
    const input = stating && statedFor(m, file, stating, given);
    add(
      input === undefined
        ? assumed(m, instance, defaultSize)
        : withInput(m, instance, input.args, input.inputFrom),
    );
  }
  for (const declared of latest)
    if (isFree(declared) && !isAbstract(declared) && takesNothing(m, declared))
      add(byDefault(m, declared, defaultSize));
  for (const declared of latest) if (isUnseen(m, declared)) add(symbolically(m, file, declared));
  reportIdleInputs(program, file);
  return [...found, ...uncalledFunctions(m, file)];
}

/** Of a class that was evaluated several times, the one with most instances stands for all. */
function seenMost(classes: readonly DeclaredClass[]): DeclaredClass[] {
  const most = new Map<ClassLikeDeclaration, DeclaredClass>();
  for (const declared of classes) {
    const other = most.get(declared.node);
    if (other === undefined || declared.cls.instances.length > other.cls.instances.length)
      most.set(declared.node, declared);
  }
  return classes.filter(({ cls, node }) => cls.name !== "" && most.get(node)?.cls === cls);
}

function isCalled({ module }: ObjectValue): boolean {
  return module !== null && module.calls.length > 0;
}

function isFree({ cls }: DeclaredClass): boolean {
  return cls.instances.length === 0;
}

/** An abstract class is not a model by itself; it is followed only for what can be known of its inside. */
function isAbstract({ node }: DeclaredClass): boolean {
  return hasModifier(node, SyntaxKind.AbstractKeyword);
}

function hasCalledHeir(m: Machine, cls: ClassValue): boolean {
  return m.rootCalls.some(({ root }) => root.class !== null && [...lineage(root.class)].includes(cls));
}

/** No instance was called, nor one of a subclass of an abstract class: nothing is known of its inside. */
function isUnseen(m: Machine, declared: DeclaredClass): boolean {
  const heirs = isAbstract(declared)
    ? m.classes.filter(({ value }) => [...lineage(value)].includes(declared.cls))
    : [{ value: declared.cls }];
  return !heirs.some(({ value }) => value.instances.some(isCalled));
}

/** Modules that the file's own variables hold. */
function variableInstances({ code, scope }: SourceFile): ObjectValue[] {
  return [...code.names.slots.values()].flatMap((slot) => {
    const value = scope?.slots[slot];
    return value?.kind === "object" && value.module !== null ? [value] : [];
  });
}

/** What the caller, a comment or a static field states. A comment is read in any case, for what may be wrong with it. */
function statedFor(
  m: Machine,
  file: SourceFile,
  { cls, node }: DeclaredClass,
  given: AnalyzeOptions["stated"],
): Stated | undefined {
  const signature = forwardSignature(m, cls);
  const comment = statedArguments(m, file.parsed, statesInput(file.parsed, node), signature);
  if (given?.of === cls.name) {
    const { args } = argumentsFor(m, signature, dimsOf(given.shapes));
    return args === null ? undefined : { args, inputFrom: "comment" };
  }
  if (comment !== undefined) return { args: comment, inputFrom: "comment" };
  const shapes = staticInput(cls)?.map((value) => ({ name: null, value }));
  const args = shapes && argumentsFor(m, signature, shapes).args;
  return args ? { args, inputFrom: "static" } : undefined;
}

/** A value under one comment is one model, whatever names it is given there. */
function apart(values: readonly StatedValue[]): readonly StatedValue[] {
  const known = new Map<Value, Set<Node>>();
  return values.filter(({ value, node }) => {
    const nodes = known.get(value) ?? new Set();
    known.set(value, nodes);
    return !nodes.has(node) && nodes.add(node);
  });
}

/** The model of a value whose comment stands elsewhere than above its declaration: `export default Net`. */
function statedCall(
  m: Machine,
  file: SourceFile,
  { value, name, node }: StatedValue,
  found: readonly ModelCall[],
): ModelCall | undefined {
  const cls = value.kind === "class" ? value : value.class;
  const args = statedArguments(m, file.parsed, node, cls === null ? undefined : forwardSignature(m, cls));
  if (args === undefined || isCalledRoot(m, value)) return undefined;
  const isPlain = name === "default" || (value.kind === "class" && name === value.name);
  const exportedAs = isPlain ? undefined : name;
  if (value.kind === "object") {
    const call = withInput(m, value, args, "comment");
    return call && { ...call, exportedAs };
  }
  const declared = m.classes.find((one) => one.value === value)?.node as ClassLikeDeclaration | undefined;
  if (declared === undefined) return undefined;
  const isTaken = (instance: ObjectValue) => found.some(({ call }) => call.root === instance);
  const call = withStated(m, file, { cls: value, node: declared }, { args, inputFrom: "comment" }, isTaken);
  return call && { ...call, exportedAs };
}

function isCalledRoot(m: Machine, value: Value): boolean {
  return m.rootCalls.some(({ root }) => root === value || root.class === value);
}

/** A module has one input at a time: where its instance is a model already, the class is constructed once more. */
function withStated(
  m: Machine,
  file: SourceFile,
  declared: DeclaredClass,
  input: Stated,
  isTaken: (instance: ObjectValue) => boolean = () => false,
): ModelCall | undefined {
  const made = declared.cls.instances.find((instance) => !isTaken(instance));
  const instance = made ?? asStated(m, () => instanceByDefault(m, declared));
  if (instance !== undefined) return withInput(m, instance, input.args, input.inputFrom);
  return symbolically(m, file, declared, input);
}

function instanceByDefault(m: Machine, declared: DeclaredClass): ObjectValue | undefined {
  return takesNothing(m, declared) ? instanceAlone(m, declared.cls, []) : undefined;
}

/** Whether nothing has to be given to construct it. How many a rest takes is the caller's choice. */
function takesNothing(m: Machine, { cls }: DeclaredClass): boolean {
  return constructorSignature(m, cls).parameters.every(
    ({ initializer, questionToken }) => (initializer ?? questionToken) !== undefined,
  );
}

function constructorSignature(m: Machine, cls: ClassValue): Signature {
  for (const owner of lineage(cls)) {
    if (!owner.code.hasConstructor) continue;
    const node = m.classes.find(({ value }) => value === owner)?.node;
    const { file, parameters } = owner.code;
    return { file, parameters, around: node === undefined ? [] : [node] };
  }
  return { file: cls.code.file, parameters: [], around: [] };
}

function withInput(
  m: Machine,
  instance: ObjectValue,
  args: readonly Value[],
  inputFrom: Model["inputFrom"],
  symbolic = false,
): ModelCall | undefined {
  const before = m.rootCalls.length;
  asStated(m, () =>
    guarded(
      m,
      () => callModule(m, instance, args),
      (thrown) => reportThrown(m, thrown, null),
    ),
  );
  const call = m.rootCalls[before];
  m.rootCalls.length = before;
  return call === undefined ? undefined : { call, inputFrom, symbolic };
}

function byDefault(m: Machine, declared: DeclaredClass, defaultSize: number): ModelCall | undefined {
  const instance = instanceAlone(m, declared.cls, []);
  return instance === undefined ? undefined : assumed(m, instance, defaultSize);
}

/** A model on an assumed input; on symbols where there is no size for it. */
function assumed(m: Machine, instance: ObjectValue, size: number | null): ModelCall | undefined {
  const signature = instance.class === null ? undefined : forwardSignature(m, instance.class);
  const call = callOnAssumed(m, { signature, call: (args) => rootCall(m, instance, args) }, size);
  return call === undefined ? undefined : { call, inputFrom: "assumed", symbolic: size === null };
}

function rootCall(m: Machine, instance: ObjectValue, args: readonly Value[]): RootCall | undefined {
  const before = m.rootCalls.length;
  try {
    callModule(m, instance, args);
    return m.rootCalls[before];
  } finally {
    m.rootCalls.length = before;
  }
}

interface Stated {
  readonly args: readonly Value[];
  readonly inputFrom: Model["inputFrom"];
}

/** A class by itself: its parameters are symbols, its input is [N, C, H, W]. Facts are kept for the class only. */
function symbolically(
  m: Machine,
  file: SourceFile,
  declared: DeclaredClass,
  input?: Stated,
): ModelCall | undefined {
  const { cls, node } = declared;
  const { start, end } = placeOf(file.parsed, node);
  m.observed = { start, end };
  try {
    const instance = instanceAlone(m, cls, symbolicArguments(m, constructorSignature(m, cls)));
    if (instance === undefined) return undefined;
    const model =
      input === undefined
        ? assumed(m, instance, null)
        : withInput(m, instance, input.args, input.inputFrom, true);
    return isAbstract(declared) ? undefined : model;
  } finally {
    m.observed = null;
  }
}
