import { exported, type Program } from "../program/program.ts";
import type { SourceFile } from "../program/source-file.ts";
import { report } from "../run/machine.ts";
import {
  allInputComments,
  type ClassLikeDeclaration,
  type ExportSpecifier,
  inputComments,
  isClassDeclaration,
  isExportAssignment,
  isExportDeclaration,
  isExportSpecifier,
  isFunctionDeclaration,
  isNamedExports,
  isVariableStatement,
  mayStateInput,
  type Node,
  namesBoundBy,
  nearInputs,
  type ParsedFile,
  type Statement,
  surveyOf,
} from "../syntax/index.ts";
import { foreignParent } from "../values/prototype.ts";
import type { Value } from "../values/value.ts";
import { tensorFunctions } from "./tensor-functions.ts";

/** Reports each `@input` that is about no model or not read, and each tag that is meant to be one. */
export function reportIdleInputs(program: Program, file: SourceFile): void {
  const { parsed } = file;
  if (parsed.isBroken) return;
  const { m } = program;
  const groups = [
    ...classesOf(parsed).map(mayStateInput),
    ...statementsAbout(program, file).map((node) => [node]),
  ];
  const read = new Map<number, string | null>();
  for (const nodes of groups) {
    const stated = nodes.map((node) => inputComments(parsed, node)).filter((comments) => comments.length > 0);
    const [first] = stated;
    for (const comments of stated)
      for (const { at } of comments)
        read.set(at.start, comments === first ? null : (first?.[0]?.written ?? null));
    if (first === undefined)
      for (const { at, tag, written, meant } of nodes.flatMap((node) => nearInputs(parsed, node)))
        report(m, {
          code: "malformed-input",
          at,
          data: { written, meant, fault: { kind: "other-tag", tag } },
        });
  }
  for (const { shapes, at, written } of allInputComments(parsed)) {
    const instead = read.get(at.start);
    if (shapes.length === 0 || instead === null) continue;
    const fault =
      instead === undefined ? ({ kind: "no-model" } as const) : ({ kind: "second", read: instead } as const);
    report(m, { code: "malformed-input", at, data: { written, meant: null, fault } });
  }
}

/** Those of a function that nothing calls may be models. */
function classesOf(file: ParsedFile): readonly ClassLikeDeclaration[] {
  return surveyOf(file).classes.filter(({ heritageClauses }) => heritageClauses !== undefined);
}

/** The statements and exports that a comment about a model may stand above. */
function statementsAbout(program: Program, file: SourceFile): readonly Node[] {
  const functions = new Set(tensorFunctions(file.parsed).map(({ statement }) => statement));
  return file.parsed.source.statements.flatMap((statement) =>
    [statement, ...exportsIn(statement)].filter(
      (node) =>
        !isClassDeclaration(node) &&
        (functions.has(statement) || valuesOf(program, file, node).some(mayBeModel)),
    ),
  );
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
