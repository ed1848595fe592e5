import type { FileRange } from "../../base/index.ts";
import { isPytorchPackage } from "../../problems/index.ts";
import { checkpointOf, dropArms } from "../run/arms/checkpoint.ts";
import { forgetChanges, forgetUnrun } from "../run/arms/forget-changes.ts";
import { beginStatement } from "../run/ceiling.ts";
import { runJobs } from "../run/jobs/jobs.ts";
import { thrownBy } from "../run/jobs/promises.ts";
import { limits } from "../run/limits.ts";
import { type Machine, report } from "../run/machine.ts";
import { reportThrown } from "../run/refuse.ts";
import { BudgetStop, Thrown } from "../run/stops.ts";
import { messageOf } from "../run/thrown-text.ts";
import {
  type ExportDeclaration,
  hasModifier,
  type ImportDeclaration,
  isClassDeclaration,
  isEnumDeclaration,
  isExportAssignment,
  isExportDeclaration,
  isFunctionDeclaration,
  isImportDeclaration,
  isInterfaceDeclaration,
  isModuleDeclaration,
  isNamedExports,
  isNamedImports,
  isNamespaceExport,
  isNamespaceImport,
  isStringLiteralLike,
  isTypeAliasDeclaration,
  isVariableStatement,
  type Node,
  namesSpoken,
  type Statement,
  SyntaxKind,
} from "../syntax/index.ts";
import { unknownValue } from "../values/make.ts";
import { declare, newNames } from "../values/names.ts";
import type { Evaluate, Execute, Names, Scope, UnknownValue, Value } from "../values/value.ts";
import { authorPlace, type Context } from "./context.ts";
import { ambientNames, declaredNames, hoistedNames, isUsing } from "./declarations.ts";
import { nameAfter } from "./given-names.ts";
import { readLocal, writeLocal } from "./identifiers.ts";
import { compileHoisted } from "./statements.ts";
import { disposals } from "./using.ts";

/** A file's compiled statements, what it takes from others and what it gives. */
export interface FileCode {
  readonly names: Names;
  readonly functions: readonly ((scope: Scope) => void)[];
  readonly steps: readonly CompiledStatement[];
  readonly imports: readonly Import[];
  readonly exports: ReadonlyMap<string, Export>;
  /** Specifiers of `export * from`. */
  readonly stars: readonly string[];
  /** Names that are exported as types. */
  readonly types: ReadonlySet<string>;
}

interface CompiledStatement {
  readonly run: Execute;
  /** Slots of the names that the statement declares: unknown where it stops. */
  readonly declares: readonly number[];
  readonly node: Node;
  readonly place: UnknownValue["because"];
}

interface Import {
  readonly specifier: string;
  /** The specifier as it stands in the source. */
  readonly node: Node;
  readonly names: readonly ImportedName[];
  /** What this file calls what it imports; null where the other file is needed in any case. */
  readonly locals: readonly string[] | null;
}

interface ImportedName {
  /** What the other file calls it. */
  readonly text: string;
  /** What this file calls it; null where it only passes it on. */
  readonly local: string | null;
  readonly node: Node;
}

type Export =
  | { readonly kind: "local"; readonly read: Evaluate }
  | { readonly kind: "from"; readonly specifier: string; readonly name: string | null };

/** Reads what another file exports; the file as a whole where the name is null. */
type Imported = (specifier: string, name: string | null) => () => Value;

export function compileFile(base: Omit<Context, "names" | "imports">, imported: Imported): FileCode {
  const statements = base.file.source.statements.filter((node) => !promisesPytorch(node));
  const names = newNames(null, [...declaredNames(statements), ...hoistedNames(statements)]);
  if (statements.some(isExportAssignment)) declare(names, "default");
  const imports = new Map<string, () => Value>();
  for (const statement of statements)
    if (isImportDeclaration(statement)) bindImport(statement, imported, imports);
  for (const name of hoistedNames(statements)) names.declaredAs.set(name, "var");
  const c: Context = { ...base, names, imports, hasForeignNames: mayHaveForeignNames(base.file) };
  return {
    names,
    functions: compileHoisted(c, statements),
    steps: [...statements.filter(isStep).map((node) => compileStep(c, node)), ...lastSteps(c, statements)],
    imports: statements.flatMap(importOf),
    exports: new Map(statements.flatMap((statement) => exportsOf(c, statement))),
    stars: statements
      .filter(isExportDeclaration)
      .flatMap((node) => (node.exportClause ? [] : specifierOf(node))),
    types: new Set(statements.flatMap(typesOf)),
  };
}

/** `declare const torch: any` promises the type checker what no host has. */
function promisesPytorch(node: Statement): boolean {
  const names = ambientNames([node]);
  return names.length > 0 && names.every(isPytorchPackage);
}

/** Whether something may declare names for the whole program: a file imported for its effects, say. */
function mayHaveForeignNames({ text, source }: Context["file"]): boolean {
  const hasEffectImport = source.statements.some(
    (node) => isImportDeclaration(node) && node.importClause === undefined,
  );
  return hasEffectImport || /\b(?:globalThis|declare global)\b/.test(text);
}

/** Makes a file's functions, which exist before any file has run. */
export function hoistFunctions(code: FileCode, scope: Scope): void {
  for (const declareFunction of code.functions) declareFunction(scope);
}

/**
 * Runs a file's statements. If one stops, the names that it declares are unknown, and the next one goes on. Returns the first thing
 * that was thrown; it is reported here unless it may be caught.
 */
export function runFile(m: Machine, code: FileCode, scope: Scope, mayBeCaught: boolean): Thrown | null {
  let first: Thrown | null = null;
  for (const step of code.steps) {
    const checkpoint = checkpointOf(m);
    const { clock } = m.journal;
    beginStatement(m);
    try {
      step.run(scope);
    } catch (error) {
      const why = reasonOf(error);
      if (why === undefined) throw error;
      if (error instanceof Thrown) {
        first ??= error;
        if (!mayBeCaught) reportThrown(m, error, step.place);
      }
      reportCut(m, error, step.place);
      dropArms(m, checkpoint);
      const unknown = unknownValue(why, step.place);
      if (error instanceof BudgetStop) {
        const sight = { scope, names: code.names };
        forgetChanges(m, sight, clock, unknown);
        forgetUnrun(m, sight, namesSpoken(step.node), unknown);
      }
      for (const slot of step.declares) scope.slots[slot] ??= unknown;
    }
    if (m.pendings.length > checkpoint.pendings) dropArms(m, checkpoint);
  }
  return first;
}

/**
 * Runs what the file's code has left to do later, and reports what nothing catches there. A rejection goes no further where the
 * author asks the process for those that nothing handles.
 */
export function runLater(m: Machine, asksForRejections: boolean): void {
  try {
    runJobs(m);
  } catch (error) {
    if (reasonOf(error) === undefined) throw error;
    if (error instanceof Thrown) reportThrown(m, error, null);
    for (const waiting of [m.jobs, m.timers]) waiting.length = 0;
  }
  for (const { promise, isFinal } of m.rejections)
    if (!asksForRejections && (isFinal || !promise.isHandled)) reportThrown(m, thrownBy(promise), null);
  m.rejections.length = 0;
}

/** Reports what was cut off outside every call, such as the spread of a generator without an end. */
function reportCut(m: Machine, error: unknown, at: FileRange | null): void {
  const isOutside = error instanceof BudgetStop && error.place === null && m.cuts <= limits.cuts;
  if (isOutside && at !== null) report(m, { code: "too-many-steps", at, data: {} });
}

/** Why a statement stopped, where the author's code did it; undefined for bugs of ours. */
function reasonOf(error: unknown): string | undefined {
  if (error instanceof Thrown) return messageOf(error.value);
  if (error instanceof BudgetStop) return error.reason;
  // The engine's own stack is the last limit of a recursion.
  return error instanceof RangeError ? "It calls itself too deeply" : undefined;
}

function isStep(node: Statement): boolean {
  return !isFunctionDeclaration(node) && !isImportDeclaration(node) && !isExportDeclaration(node);
}

function compileStep(c: Context, node: Statement): CompiledStatement {
  const declares = declaredNames([node]).flatMap((name) => c.names.slots.get(name) ?? []);
  return { run: compileTopLevel(c, node), declares, node, place: authorPlace(c, node) };
}

/** The steps at the end of a file that dispose of what it declared with `using`. */
function lastSteps(c: Context, statements: readonly Statement[]): readonly CompiledStatement[] {
  return statements.toReversed().flatMap((node) => {
    if (!isVariableStatement(node) || !isUsing(node.declarationList)) return [];
    const place = authorPlace(c, node);
    return disposals(c, node.declarationList).map((run) => ({ run, declares: [], node, place }));
  });
}

function compileTopLevel(c: Context, node: Statement): Execute {
  if (!isExportAssignment(node)) return c.compile.statement(c, node);
  const write = writeLocal(c, "default");
  nameAfter("default", node.expression);
  const evaluate = c.compile.expression(c, node.expression);
  return (scope) => void write(scope, evaluate(scope));
}

function bindImport(node: ImportDeclaration, imported: Imported, imports: Map<string, () => Value>): void {
  const [specifier] = specifierOf(node);
  const clause = node.importClause;
  if (specifier === undefined || clause === undefined || isTypeOnly(clause)) return;
  if (clause.name !== undefined) imports.set(clause.name.text, imported(specifier, "default"));
  const bindings = clause.namedBindings;
  if (bindings === undefined) return;
  if (isNamespaceImport(bindings)) {
    imports.set(bindings.name.text, imported(specifier, null));
    return;
  }
  for (const { name, propertyName, isTypeOnly: isType } of bindings.elements) {
    if (!isType) imports.set(name.text, imported(specifier, (propertyName ?? name).text));
  }
}

function isTypeOnly(clause: NonNullable<ImportDeclaration["importClause"]>): boolean {
  return clause.phaseModifier === SyntaxKind.TypeKeyword;
}

function specifierOf(node: ImportDeclaration | ExportDeclaration): readonly string[] {
  const { moduleSpecifier } = node;
  return moduleSpecifier !== undefined && isStringLiteralLike(moduleSpecifier) ? [moduleSpecifier.text] : [];
}

function importOf(node: Statement): readonly Import[] {
  if (!isImportDeclaration(node) && !isExportDeclaration(node)) return [];
  const [specifier] = specifierOf(node);
  const isType = isImportDeclaration(node)
    ? node.importClause !== undefined && isTypeOnly(node.importClause)
    : node.isTypeOnly;
  if (specifier === undefined || node.moduleSpecifier === undefined || isType) return [];
  const names = isImportDeclaration(node) ? importedNames(node) : exportedNames(node);
  return [{ specifier, node: node.moduleSpecifier, names, locals: localsOf(node, names) }];
}

/** An import of which nothing is used as a value is left out where the file runs: it may be of types only. */
function localsOf(
  node: ImportDeclaration | ExportDeclaration,
  names: readonly ImportedName[],
): readonly string[] | null {
  if (!isImportDeclaration(node)) return null;
  const bindings = node.importClause?.namedBindings;
  if (bindings !== undefined && isNamespaceImport(bindings)) return [bindings.name.text];
  return node.importClause === undefined ? null : names.flatMap(({ local }) => local ?? []);
}

function importedNames({ importClause }: ImportDeclaration): readonly ImportedName[] {
  const byDefault = importClause?.name;
  const bindings = importClause?.namedBindings;
  const elements = bindings !== undefined && isNamedImports(bindings) ? bindings.elements : [];
  return [
    ...(byDefault === undefined ? [] : [{ text: "default", local: byDefault.text, node: byDefault }]),
    ...elements
      .filter((element) => !element.isTypeOnly)
      .map(({ name, propertyName = name }) => ({
        text: propertyName.text,
        local: name.text,
        node: propertyName,
      })),
  ];
}

function exportedNames({ exportClause }: ExportDeclaration): readonly ImportedName[] {
  if (exportClause === undefined || !isNamedExports(exportClause)) return [];
  return exportClause.elements
    .filter((element) => !element.isTypeOnly)
    .map(({ name, propertyName = name }) => ({ text: propertyName.text, local: null, node: propertyName }));
}

function exportsOf(c: Context, node: Statement): readonly (readonly [string, Export])[] {
  if (isExportDeclaration(node)) return reexports(c, node);
  if (isExportAssignment(node)) return [["default", local(c, "default")]];
  if (!hasModifier(node, SyntaxKind.ExportKeyword)) return [];
  const isDefault = hasModifier(node, SyntaxKind.DefaultKeyword);
  const declares = isVariableStatement(node) || isFunctionDeclaration(node) || isClassDeclaration(node);
  if (!declares && !isEnumDeclaration(node) && !isModuleDeclaration(node)) return [];
  return declaredNames([node]).map((name) => [isDefault ? "default" : name, local(c, name)]);
}

function local(c: Context, name: string): Export {
  return {
    kind: "local",
    read: readLocal(c, name) ?? c.imports.get(name) ?? (() => unknownValue(`${name} is not known`)),
  };
}

function reexports(c: Context, node: ExportDeclaration): readonly (readonly [string, Export])[] {
  const { exportClause } = node;
  const [specifier] = specifierOf(node);
  if (exportClause === undefined || node.isTypeOnly) return [];
  if (isNamespaceExport(exportClause)) {
    return specifier === undefined ? [] : [[exportClause.name.text, { kind: "from", specifier, name: null }]];
  }
  return exportClause.elements
    .filter((element) => !element.isTypeOnly)
    .map(({ name, propertyName }) => {
      const source = (propertyName ?? name).text;
      return [
        name.text,
        specifier === undefined ? local(c, source) : { kind: "from", specifier, name: source },
      ];
    });
}

function typesOf(node: Statement): readonly string[] {
  if (isInterfaceDeclaration(node) || isTypeAliasDeclaration(node)) return [node.name.text];
  if (!isExportDeclaration(node) || node.exportClause === undefined || !isNamedExports(node.exportClause))
    return [];
  return node.exportClause.elements
    .filter((element) => node.isTypeOnly || element.isTypeOnly)
    .map(({ name }) => name.text);
}
