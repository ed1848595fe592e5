import { exported, type Program } from "../program/program.ts";
import type { SourceFile } from "../program/source-file.ts";
import { report } from "../run/machine.ts";
import {
  all,
  allInputComments,
  type ExportSpecifier,
  inputComments,
  isClassDeclaration,
  isClassLike,
  isExportAssignment,
  isExportDeclaration,
  isExportSpecifier,
  isFunctionDeclaration,
  isNamedExports,
  isVariableStatement,
  type Node,
  namesBoundBy,
  type ParsedFile,
  type Statement,
  statesInput,
} from "../syntax/index.ts";
import { foreignParent } from "../values/prototype.ts";
import type { Value } from "../values/value.ts";
import { tensorFunctions } from "./tensor-functions.ts";

/** Reports each `@input` that is about no model. */
export function reportIdleInputs(program: Program, file: SourceFile): void {
  const { parsed } = file;
  if (parsed.isBroken) return;
  const functions = new Set(tensorFunctions(parsed).map(({ statement }) => statement));
  const read = new Set(classesOf(parsed).flatMap((node) => startsAbove(parsed, node)));
  for (const statement of parsed.source.statements)
    for (const node of [statement, ...exportsIn(statement)])
      if (functions.has(statement) || valuesOf(program, file, node).some(mayBeModel))
        for (const start of startsAbove(parsed, node)) read.add(start);
  for (const { shapes, at, written } of allInputComments(parsed))
    if (shapes.length > 0 && !read.has(at.start))
      report(program.m, { code: "malformed-input", at, data: { written, fault: { kind: "no-model" } } });
}

/** What stands below the comments about the inputs of classes. Those of a function that nothing calls may be models. */
function classesOf(file: ParsedFile): readonly Node[] {
  const own = all(file.source, isClassLike).filter(({ heritageClauses }) => heritageClauses !== undefined);
  return own.map((node) => statesInput(file, node));
}

function startsAbove(file: ParsedFile, node: Node): readonly number[] {
  return inputComments(file, node).map(({ at }) => at.start);
}

/** The elements of `export { a, b }`. */
export function exportsIn(node: Statement): readonly ExportSpecifier[] {
  const clause = isExportDeclaration(node) ? node.exportClause : undefined;
  return clause !== undefined && isNamedExports(clause) ? clause.elements : [];
}

/** What a statement declares or exports; a name that has no value yet may be anything. */
export function valuesOf(
  program: Program,
  file: SourceFile,
  node: Statement | ExportSpecifier,
): readonly (Value | undefined)[] {
  const { code, scope } = file;
  if (isExportAssignment(node)) return [exported(program, file, "default")];
  if (isExportSpecifier(node)) return [exported(program, file, node.name.text)];
  if (isExportDeclaration(node)) return exportsIn(node).map(({ name }) => exported(program, file, name.text));
  return namesIn(node).map((name) => scope?.slots[code.names.slots.get(name) ?? -1]);
}

function namesIn(node: Statement): readonly string[] {
  if (isVariableStatement(node))
    return node.declarationList.declarations.flatMap(({ name }) => namesBoundBy(name));
  if (!isClassDeclaration(node) && !isFunctionDeclaration(node)) return [];
  return [node.name?.text ?? "default"];
}

/** Whether a comment about a model may stand above what holds the value. */
export function mayBeModel(value: Value | undefined): boolean {
  switch (value?.kind) {
    case undefined:
    case "unknown":
    case "either":
      return true;
    case "class":
      return value.isModule || foreignParent(value) !== undefined;
    case "object":
      return value.module !== null;
    default:
      return false;
  }
}
