import ts from "typescript";
import { meet, type Range } from "../../base/index.ts";
import { hasWithin, isBoundToFunction, namesAssigned } from "./acts.ts";
import { namesSetBy } from "./method-so-far.ts";
import { type MovableField, movableField } from "./movable-field.ts";
import type { ParsedFile } from "./parse.ts";
import { identifiersBoundBy, namesBoundBy, namesIn, nodesAround, rangeOf } from "./queries.ts";
import { type Reference, referencesIn } from "./references.ts";

/** Statements in a row of a forward that may be moved to a class of their own, with the layers that they call. */
export interface SelectedStatements {
  readonly count: number;
  /** From the first of them to the last. */
  readonly range: Range;
  /** What they take of the statements before them and of the parameters: each name where it comes first. */
  readonly inputs: readonly Reference[];
  readonly result: StatementsResult;
  readonly fields: readonly MovableField[];
  readonly owner: Range;
  /** Every name that the class uses. */
  readonly ownerNames: ReadonlySet<string>;
}

/** What is read of the statements behind them. */
export type StatementsResult =
  /** The last one returns; the type that the method declares. */
  | { readonly kind: "returned"; readonly type: Range | null }
  /** One name: where it is read first, the keyword that declares it if they do, and what the last one sets it to if it does. */
  | {
      readonly kind: "name";
      readonly name: string;
      readonly read: Reference;
      readonly keyword: "const" | "let" | null;
      readonly last: { readonly statement: Range; readonly value: Range } | null;
    }
  /** Several names, all declared among them, in the order of their declarations. */
  | { readonly kind: "names"; readonly names: readonly string[]; readonly keyword: "const" | "let" };

/** Null where a selection has no such statements, or where they cannot be moved. */
export function selectedStatements(file: ParsedFile, selection: Range): SelectedStatements | null {
  const path = nodesAround(file, selection.start);
  const index = path.findLastIndex(ts.isMethodDeclaration);
  const [method, owner] = [path[index], path[index - 1]];
  if (method === undefined || !ts.isMethodDeclaration(method) || !owner || !ts.isClassDeclaration(owner))
    return null;
  const chosen = chosenStatements(file, method, selection);
  const [first, last] = [chosen?.selected[0], chosen?.selected.at(-1)];
  if (chosen === null || first === undefined || last === undefined) return null;
  const range = { start: first.getStart(file.source), end: last.end };
  const inputs = inputsOf(file, method, chosen);
  const result = resultOf(file, method, chosen);
  const fields = fieldsOf(file, owner, range);
  return inputs === null || result === null || fields === null
    ? null
    : {
        ...{ count: chosen.selected.length, range, inputs, result, fields },
        owner: rangeOf(file, owner),
        ownerNames: namesIn(owner),
      };
}

interface Chosen {
  readonly before: readonly ts.Statement[];
  readonly selected: readonly ts.Statement[];
  readonly behind: readonly ts.Statement[];
}

/** One statement has to be selected as a whole; of several the first and the last may be in part. */
function chosenStatements(
  file: ParsedFile,
  { name, body }: ts.MethodDeclaration,
  selection: Range,
): Chosen | null {
  if (name.getText(file.source) !== "forward" || body === undefined) return null;
  const all = [...body.statements];
  const selected = all.filter((one) => meet(rangeOf(file, one), selection));
  const [only, ...others] = selected;
  if (only === undefined || selection.end > body.end || selection.start === selection.end) return null;
  const isWhole = selection.start <= only.getStart(file.source) && only.end - 1 <= selection.end;
  if (others.length === 0 && !isWhole) return null;
  if (!selected.every((one, index) => isMovable(one, index === selected.length - 1))) return null;
  const at = all.indexOf(only);
  return { before: all.slice(0, at), selected, behind: all.slice(at + selected.length) };
}

/** Without a return but at the very end, and without what only has its meaning where it stands. */
function isMovable(statement: ts.Statement, isLast: boolean): boolean {
  if (ts.isReturnStatement(statement))
    return (
      isLast && statement.expression !== undefined && !hasWithin(statement.expression, isBoundToFunction)
    );
  return !hasWithin(statement, (node) => isBoundToFunction(node) || ts.isReturnStatement(node));
}

function inputsOf(
  file: ParsedFile,
  { parameters }: ts.MethodDeclaration,
  { before, selected }: Chosen,
): readonly Reference[] | null {
  const given = [
    ...parameters.flatMap(({ name }) => identifiersBoundBy(name)),
    ...before.flatMap(declaredBy),
  ];
  const names = new Set(given.map(({ text }) => text));
  const references = selected.flatMap((one) => referencesIn(file, rangeOf(file, one)));
  const first = [...names].flatMap((name) => references.find((one) => one.name === name) ?? []);
  const isSetFirst = ({ name, start }: Reference) => {
    const statement = selected.find((one) => one.getStart(file.source) <= start && start < one.end);
    const isSet = statement !== undefined && namesSetBy(statement)[0]?.getStart(file.source) === start;
    return isSet && references.filter((one) => one.name === name && one.end <= statement.end).length === 1;
  };
  if (first.some(isSetFirst)) return null;
  return first.sort((a, b) => [...names].indexOf(a.name) - [...names].indexOf(b.name));
}

function declaredBy(statement: ts.Statement): readonly ts.Identifier[] {
  return ts.isVariableStatement(statement) ? namesSetBy(statement) : [];
}

function resultOf(
  file: ParsedFile,
  method: ts.MethodDeclaration,
  { selected, behind }: Chosen,
): StatementsResult | null {
  const last = selected.at(-1);
  if (last === undefined) return null;
  if (ts.isReturnStatement(last))
    return { kind: "returned", type: method.type === undefined ? null : rangeOf(file, method.type) };
  const reads = behind.flatMap((one) => referencesIn(file, rangeOf(file, one)));
  const set = new Set(selected.flatMap(namesSetAnywhere));
  const results = reads.filter((one) => set.has(one.name));
  const [read] = results;
  if (read === undefined) return null;
  if (results.some((one) => one.name !== read.name))
    return severalOf(selected, new Set(results.map(({ name }) => name)));
  const { name } = read;
  const declares = selected.find((one) => declaredBy(one).some(({ text }) => text === name));
  const value = valueSetBy(last, name);
  return {
    kind: "name",
    name,
    read,
    keyword: declares === undefined ? null : keywordOf(declares),
    last: value === null ? null : { statement: rangeOf(file, last), value: rangeOf(file, value) },
  };
}

/** Null where one of the names is declared elsewhere. */
function severalOf(selected: readonly ts.Statement[], wanted: ReadonlySet<string>): StatementsResult | null {
  const declaring = selected.filter((one) => declaredBy(one).some(({ text }) => wanted.has(text)));
  const names = declaring.flatMap(declaredBy).flatMap(({ text }) => (wanted.has(text) ? [text] : []));
  const keyword = declaring.every((one) => keywordOf(one) === "const") ? "const" : "let";
  return names.length === wanted.size ? { kind: "names", names, keyword } : null;
}

function keywordOf(statement: ts.Statement): "const" | "let" {
  const isConst =
    ts.isVariableStatement(statement) && (statement.declarationList.flags & ts.NodeFlags.Const) !== 0;
  return isConst ? "const" : "let";
}

/** Names that a statement declares or assigns, in a loop or a condition, too. */
function namesSetAnywhere(statement: ts.Statement): readonly string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node)) names.push(...namesBoundBy(node.name));
    ts.forEachChild(node, visit);
  };
  visit(statement);
  return [...names, ...namesAssigned(statement)];
}

/** What a statement sets a name to where that is all that it does. */
function valueSetBy(statement: ts.Statement, name: string): ts.Expression | null {
  const [only, ...others] = namesSetBy(statement);
  if (only?.text !== name || others.length > 0) return null;
  if (ts.isExpressionStatement(statement))
    return ts.isBinaryExpression(statement.expression) ? statement.expression.right : null;
  const [declaration] = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [];
  return declaration !== undefined && ts.isIdentifier(declaration.name)
    ? (declaration.initializer ?? null)
    : null;
}

/** The fields that the range calls; null where `this` is used otherwise, or where one is needed elsewhere, too. */
function fieldsOf(
  file: ParsedFile,
  owner: ts.ClassDeclaration,
  range: Range,
): readonly MovableField[] | null {
  const names = new Set<string>();
  let isPlain = true;
  const visit = (node: ts.Node): void => {
    if (node.end <= range.start || node.getStart(file.source) >= range.end) return;
    if (ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword) {
      names.add(node.name.text);
      return;
    }
    if (node.kind === ts.SyntaxKind.ThisKeyword) isPlain = false;
    ts.forEachChild(node, visit);
  };
  visit(owner);
  const fields = [...names].map((name) => movableField(file, owner, name, range));
  const movable = fields.filter((field) => field !== null);
  return isPlain && names.size > 0 && movable.length === fields.length ? movable : null;
}
