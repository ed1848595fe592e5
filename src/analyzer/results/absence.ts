import type { Absence } from "../analysis.ts";
import type { Program, SourceFile } from "../program/program.ts";
import { construct } from "../run/construct.ts";
import { BudgetStop, Thrown } from "../run/stops.ts";
import { thrownText } from "../run/thrown-text.ts";
import {
  type ClassLikeDeclaration,
  hasModifier,
  isCallExpression,
  isIdentifier,
  isVariableStatement,
  placeOf,
  SyntaxKind,
  textOf,
} from "../syntax/index.ts";
import { findMember } from "../values/prototype.ts";
import type { ClassValue, Value } from "../values/value.ts";

/** Why a file has no model: the last of what comes nearest to one. Asked only of a file without a model. */
export function absenceOf(program: Program, file: SourceFile): Absence | null {
  const classes = program.m.classes
    .filter(({ value }) => value.code.file === file.parsed && value.name !== "")
    .map(({ value, node }) => classAbsence(program, file, value, node as ClassLikeDeclaration));
  return (
    [...classes, ...variableAbsences(file)].findLast((absence) => absence !== undefined) ??
    packageAbsence(program, file) ??
    null
  );
}

function classAbsence(
  { m }: Program,
  { parsed }: SourceFile,
  cls: ClassValue,
  node: ClassLikeDeclaration,
): Absence | undefined {
  const [at, { name }] = [placeOf(parsed, node.name ?? node), cls];
  const hasForward = findMember(cls, "forward") !== undefined;
  if (!cls.isModule) return hasForward ? { kind: "not-a-module", name, at } : undefined;
  if (hasModifier(node, SyntaxKind.AbstractKeyword)) return { kind: "abstract", name, at };
  const thrown = cls.code.parameters.length > 0 ? undefined : thrownBy(() => construct(m, cls, []));
  if (thrown !== undefined) return { kind: "throws", name, at, message: thrownText(thrown) };
  return hasForward ? undefined : { kind: "without-forward", name, at };
}

/** What the author throws; undefined where nothing is thrown, or not within the budget. */
function thrownBy(run: () => unknown): Value | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof Thrown) return error.value;
    if (error instanceof BudgetStop || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Layers that variables hold and nothing calls, and variables for what a function does not return. */
function variableAbsences({ parsed, code, scope }: SourceFile): readonly Absence[] {
  const declarations = parsed.source.statements
    .filter(isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations);
  return declarations.flatMap(({ name: node, initializer }): readonly Absence[] => {
    if (!isIdentifier(node) || initializer === undefined) return [];
    const value = scope?.slots[code.names.slots.get(node.text) ?? -1];
    const [at, name] = [placeOf(parsed, node), node.text];
    if (value?.kind === "object" && value.module !== null) return [{ kind: "uncalled-layer", name, at }];
    if (value?.kind !== "undefined" || !isCallExpression(initializer)) return [];
    return [{ kind: "undefined", name, at, callee: textOf(parsed, initializer.expression) }];
  });
}

/** What a file imports from a package other than the library is unknown, and a model may be among it. */
function packageAbsence({ resolutions }: Program, { parsed, code }: SourceFile): Absence | undefined {
  const isForeign = (specifier: string) =>
    !specifier.startsWith("node:") && resolutions.get(`${parsed.path}\n${specifier}`)?.kind === "foreign";
  const found = code.imports.find(({ specifier, names }) => names.length > 0 && isForeign(specifier));
  return found && { kind: "package", name: found.specifier, at: placeOf(parsed, found.node) };
}
