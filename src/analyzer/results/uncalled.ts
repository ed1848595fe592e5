import type { Shape } from "../../ir/index.ts";
import type { Model } from "../analysis.ts";
import type { Program, SourceFile } from "../program/program.ts";
import { callModule } from "../run/call.ts";
import { guarded } from "../run/guarded.ts";
import type { Machine, RootCall } from "../run/machine.ts";
import {
  type ClassLikeDeclaration,
  hasModifier,
  isIdentifier,
  isVariableStatement,
  placeOf,
  SyntaxKind,
} from "../syntax/index.ts";
import { lineage } from "../values/prototype.ts";
import type { ClassValue, ObjectValue, Value } from "../values/value.ts";
import { callOnAssumed } from "./assumed-call.ts";
import { instanceAlone } from "./declared-members.ts";
import {
  forwardSignature,
  type Signature,
  statedArguments,
  statedInput,
  staticInput,
  symbolicArguments,
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
    if (isFree(declared) && !isAbstract(declared) && takesNothing(m, declared))
      add(byDefault(m, declared, defaultSize));
  for (const declared of latest) if (isUnseen(m, declared)) add(symbolically(m, file, declared));
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

/** An abstract class is no model of its own; it is only followed for what is known of its inside. */
function isAbstract({ node }: Declared): boolean {
  return hasModifier(node, SyntaxKind.AbstractKeyword);
}

/** No instance was called, nor one of a subclass of an abstract class: nothing is known of its inside. */
function isUnseen(m: Machine, declared: Declared): boolean {
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
  return takesNothing(m, declared) ? instanceAlone(m, declared.cls, []) : undefined;
}

/** Whether nothing has to be given to construct it. How many a rest takes is the caller's choice. */
function takesNothing(m: Machine, { cls }: Declared): boolean {
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
  shapes: readonly Shape[],
  inputFrom: Model["inputFrom"],
  symbolic = false,
): ModelCall | undefined {
  const before = m.rootCalls.length;
  const signature = instance.class === null ? undefined : forwardSignature(m, instance.class);
  guarded(m, () => callModule(m, instance, statedArguments(m, signature, shapes)));
  const call = m.rootCalls[before];
  m.rootCalls.length = before;
  return call === undefined ? undefined : { call, inputFrom, symbolic };
}

function byDefault(m: Machine, declared: Declared, defaultSize: number): ModelCall | undefined {
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
  callModule(m, instance, args);
  const call = m.rootCalls[before];
  m.rootCalls.length = before;
  return call;
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
    const instance = instanceAlone(m, cls, symbolicArguments(m, constructorSignature(m, cls)));
    if (instance === undefined) return undefined;
    const model =
      input === undefined
        ? assumed(m, instance, null)
        : withInput(m, instance, input.shapes, input.inputFrom, true);
    return isAbstract(declared) ? undefined : model;
  } finally {
    m.observed = null;
  }
}
