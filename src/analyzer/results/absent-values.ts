import type { Absence } from "../analysis.ts";
import type { Program } from "../program/program.ts";
import type { SourceFile } from "../program/source-file.ts";
import {
  constructsAny,
  isCallExpression,
  isIdentifier,
  isVariableStatement,
  placeOf,
  textOf,
} from "../syntax/index.ts";
import { findMember } from "../values/prototype.ts";
import type { ObjectValue, Value } from "../values/value.ts";
import { declaredFunctions } from "./tensor-functions.ts";

/** What decides whether something of a file is meant as a model, or is there for others. */
export interface Surroundings {
  readonly program: Program;
  readonly file: SourceFile;
  /** Whether another file may use it, or this one names it elsewhere than where it is declared. */
  isForOthers(name: string, value: Value): boolean;
  /** Whether it is all that the file gives to others, and is a layer with weights: who exports a single one means a model. */
  isOnlyExport(name: string, value: ObjectValue): boolean;
  /** What constructs a layer: names that come from the library, and the file's own classes of modules. */
  readonly makers: ReadonlySet<string>;
}

/** Functions that build layers and that nothing calls. */
export function functionAbsences({ program, file, isForOthers, makers }: Surroundings): readonly Absence[] {
  const { parsed } = file;
  return declaredFunctions(parsed).flatMap(({ name: node, fn }): readonly Absence[] => {
    const [name, value] = [node.text, valueHeld(file, node.text)];
    if (value?.kind !== "function" || program.m.called.has(value.code) || isForOthers(name, value)) return [];
    const at = placeOf(parsed, node);
    return constructsAny(fn, makers) ? [{ kind: "uncalled-function", name, at, isMeant: true }] : [];
  });
}

/** Layers that variables hold and nothing calls, and variables for what a function does not return. */
export function variableAbsences({
  program,
  file,
  isForOthers,
  isOnlyExport,
}: Surroundings): readonly Absence[] {
  const { parsed } = file;
  const declarations = parsed.source.statements
    .filter(isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations);
  return declarations.flatMap(({ name: node, initializer }): readonly Absence[] => {
    if (!isIdentifier(node) || initializer === undefined) return [];
    const value = valueHeld(file, node.text);
    const base = { name: node.text, at: placeOf(parsed, node) };
    const isAlone = value !== undefined && !isForOthers(node.text, value);
    if (value?.kind === "object" && value.module !== null) {
      const kind = kindOfModule(value);
      return kind === null ? [] : [{ kind, ...base, isMeant: isAlone || isOnlyExport(node.text, value) }];
    }
    if (value !== undefined && holdsModules(value))
      return [{ kind: "uncalled-list", ...base, isMeant: isAlone }];
    if (value?.kind !== "undefined" || !isCallExpression(initializer)) return [];
    const callee = textOf(parsed, initializer.expression);
    const isMeant = builds(file, program.m.modules, callee);
    return [{ kind: "undefined", ...base, callee, isMeant }];
  });
}

function valueHeld({ code, scope }: SourceFile, name: string): Value | undefined {
  return scope?.slots[code.names.slots.get(name) ?? -1];
}

/** Null for a module that was called. */
function kindOfModule({
  module,
  class: cls,
}: ObjectValue): "without-forward" | "uncalled-layer" | "uncalled-list" | null {
  if (module !== null && module.calls.length > 0) return null;
  if (cls === null || findMember(cls, "forward") === undefined) return "without-forward";
  // A module with layers is called on an assumed input, so this is a list, which cannot be called at all.
  return module?.layer ? "uncalled-layer" : "uncalled-list";
}

function holdsModules(value: Value): boolean {
  const isModule = (part: Value) => part.kind === "object" && part.module !== null;
  return value.kind === "array" && value.elements.length > 0 && value.elements.every(isModule);
}

/** Whether one of the file's functions constructs a module when it is called. */
function builds(file: SourceFile, modules: readonly ObjectValue[], callee: string): boolean {
  const { parsed } = file;
  const found = declaredFunctions(parsed).find(({ name }) => name.text === callee);
  if (found === undefined) return false;
  const { start, end } = placeOf(parsed, found.fn);
  return modules.some(({ module }) => {
    const at = module?.frame?.place;
    return at?.file === parsed.path && at.start >= start && at.end <= end;
  });
}
