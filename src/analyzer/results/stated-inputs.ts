import { nearestName, type WrittenShape, type WrittenSize } from "../../base/index.ts";
import { type Dim, type Shape, symbol } from "../../ir/index.ts";
import type { InputFault } from "../../problems/index.ts";
import type { InputSlot } from "../analysis.ts";
import { exported, type Program } from "../program/program.ts";
import type { SourceFile } from "../program/source-file.ts";
import { type Machine, report } from "../run/machine.ts";
import {
  type InputComment,
  inputComments,
  isExportAssignment,
  isExportDeclaration,
  isNamedExports,
  isVariableStatement,
  type Node,
  namesBoundBy,
  type ParsedFile,
  type Statement,
} from "../syntax/index.ts";
import { newArray, newObject } from "../values/containers.ts";
import { undefinedValue } from "../values/make.ts";
import type { ClassValue, ObjectValue, Value } from "../values/value.ts";
import { type Assigned, assignInputs, type NamedInput } from "./assign-inputs.ts";
import { onlyDeclared } from "./declared-values.ts";
import { argumentOf, exampleTensor, forwardSignature, type Signature } from "./example-inputs.ts";
import { inputSlots } from "./input-slots.ts";

/** The parameters of a class's forward; null where the library has it. */
export function slotsOfClass(m: Machine, cls: ClassValue | null): readonly InputSlot[] | null {
  const signature = cls === null ? undefined : forwardSignature(m, cls);
  return signature === undefined ? null : inputSlots(signature);
}

/** The arguments that `@input` states above a node. Undefined where nothing is stated, or what is stated is reported. */
export function statedArguments(
  m: Machine,
  file: ParsedFile,
  node: Node,
  signature: Signature | undefined,
): readonly Value[] | undefined {
  const comments = inputComments(file, node);
  const [first] = comments;
  if (first === undefined) return undefined;
  const unread = comments.find(({ shapes }) => shapes.length === 0);
  if (unread !== undefined) {
    const { written, meant } = unread;
    const data = { written, meant, fault: { kind: "unreadable" } } as const;
    report(m, { code: "malformed-input", at: unread.at, data });
    return undefined;
  }
  const inputs = dimsOf(comments.flatMap(({ shapes }) => shapes));
  const { args, fault } = argumentsFor(m, signature, inputs);
  if (fault !== null) {
    const { written, at } = first;
    const meant = comments.length === 1 ? asMeant(first, fault) : null;
    report(m, { code: "malformed-input", at, data: { written, fault, meant } });
  }
  return args ?? undefined;
}

/** Reports the comments above a node whose module takes its input from the comments above another one. */
export function reportSecond(m: Machine, file: ParsedFile, node: Node, read: Node): void {
  const fault = { kind: "second", read: inputComments(file, read)[0]?.written ?? "" } as const;
  for (const { at, written } of inputComments(file, node))
    report(m, { code: "malformed-input", at, data: { written, meant: null, fault } });
}

/** What was meant by a name that forward does not have: its only one, or one that differs by a typing slip. */
function asMeant({ shapes }: InputComment, fault: InputFault): string | null {
  if (fault.kind !== "unknown-name") return null;
  const [only, ...others] = fault.names;
  const name = others.length === 0 ? only : nearestName(fault.name, fault.names);
  if (name === undefined) return null;
  const named = shapes.map(
    (shape) => `${shape.name === fault.name ? name : shape.name}=${shape.sizes.join("x")}`,
  );
  return shapes.every((shape) => shape.name !== null) ? `@input ${named.join(", ")}` : null;
}

/** Words are symbols. */
export function dimsOf(shapes: readonly WrittenShape[]): readonly NamedInput<Shape>[] {
  return shapes.map(({ name, sizes }) => ({ name, value: sizes.map(sizeOf) }));
}

function sizeOf(size: WrittenSize): Dim {
  return typeof size === "number" ? size : symbol(size);
}

/** Tensors of the shapes as arguments. Where the parameters are not known, the shapes are taken in order. */
export function argumentsFor(
  m: Machine,
  signature: Signature | undefined,
  inputs: readonly NamedInput<Shape>[],
):
  | { readonly args: readonly Value[]; readonly fault: null }
  | { readonly args: null; readonly fault: InputFault } {
  const tensors = inputs.map(({ name, value }, index) => ({ name, value: exampleTensor(value, index) }));
  if (signature === undefined) return { args: tensors.map(({ value }) => value), fault: null };
  const slots = inputSlots(signature);
  const { args, fault } = assignInputs<Value>(slots, tensors);
  if (args === null) return { args, fault };
  const values = slots.flatMap((slot, index) => valuesOf(m, signature, slot, index, args[index]));
  return { args: values, fault: null };
}

function valuesOf(
  m: Machine,
  signature: Signature,
  slot: InputSlot,
  index: number,
  assigned: Assigned<Value> = { kind: "nothing" },
): readonly Value[] {
  const parameter = signature.parameters[index];
  switch (assigned.kind) {
    case "one":
      return [assigned.value];
    case "list":
      return slot.isRest ? assigned.values : [newArray(m, [...assigned.values])];
    case "record":
      return [newObject(m, new Map(assigned.values))];
    case "nothing": {
      if (slot.isRest) return [];
      if (slot.isOptional || parameter === undefined) return [undefinedValue];
      return [argumentOf(m, signature, parameter, () => onlyDeclared(slot.name))];
    }
  }
}

/** What the file's variables and exports hold under a comment that states an input. */
export interface StatedValue {
  readonly value: ObjectValue | ClassValue;
  /** The variable or export that holds it. */
  readonly name: string;
  /** What the comment stands above. */
  readonly node: Node;
}

/** In source order. Classes and functions that stand under such a comment themselves are not among them. */
export function statedValues(program: Program, file: SourceFile): readonly StatedValue[] {
  const { parsed } = file;
  return parsed.source.statements.flatMap((statement) =>
    bindingsOf(statement).flatMap(({ name, nodes }): StatedValue[] => {
      const node = nodes.find((each) => inputComments(parsed, each).length > 0);
      if (node === undefined) return [];
      const value = valueAt(program, file, statement, name);
      const isModule =
        value?.kind === "class" ? value.isModule : value?.kind === "object" && value.module !== null;
      return isModule && (value?.kind === "object" || value?.kind === "class") ? [{ value, name, node }] : [];
    }),
  );
}

/** A name that a statement gives to a value, and what a comment about that may stand above, the nearest first. */
interface Binding {
  readonly name: string;
  readonly nodes: readonly Node[];
}

function bindingsOf(statement: Statement): readonly Binding[] {
  if (isVariableStatement(statement)) {
    const names = statement.declarationList.declarations.flatMap(({ name }) => namesBoundBy(name));
    return names.map((name) => ({ name, nodes: [statement] }));
  }
  if (isExportAssignment(statement)) return [{ name: "default", nodes: [statement] }];
  const clause = isExportDeclaration(statement) ? statement.exportClause : undefined;
  if (clause === undefined || !isNamedExports(clause)) return [];
  return clause.elements.map((element) => ({ name: element.name.text, nodes: [element, statement] }));
}

function valueAt(program: Program, file: SourceFile, node: Node, name: string): Value | undefined {
  const { code, scope } = file;
  if (!isVariableStatement(node)) return exported(program, file, name);
  const slot = code.names.slots.get(name);
  return slot === undefined ? undefined : scope?.slots[slot];
}
