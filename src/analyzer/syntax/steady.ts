import ts from "typescript";
import { changeTargets, mayAct } from "./acts.ts";
import { namesInScope } from "./names-in-scope.ts";
import type { ParsedFile } from "./parse.ts";
import { nodesAround } from "./queries.ts";

/**
 * Whether an expression has the same value at a later offset: evaluating it changes nothing, its names mean the same variables and
 * fields there, and none of these is set in between, in a loop around, or in another function, which may be called in between.
 */
export function isSteady(file: ParsedFile, expression: ts.Expression, offset: number): boolean {
  if (mayAct(expression)) return false;
  const start = expression.getStart(file.source);
  const names = namesRead(expression);
  const [here, there] = [declaredAt(file, start), declaredAt(file, offset)];
  if (!names.every((name) => there.has(name) && here.get(name) === there.get(name))) return false;
  return !changesIn(file).some(
    ({ name, node }) => names.includes(name) && isFelt(file, node, { start, end: offset }),
  );
}

/** Where each name in scope is declared. */
function declaredAt(file: ParsedFile, offset: number): ReadonlyMap<string, number> {
  return new Map(namesInScope(file, offset).map(({ text, declared }) => [text, declared.start]));
}

/** Whether a change may happen between the two places. */
function isFelt(
  file: ParsedFile,
  change: ts.Node,
  way: { readonly start: number; readonly end: number },
): boolean {
  const at = change.getStart(file.source);
  if (functionAround(file, at) !== functionAround(file, way.end)) return true;
  const isOnTheWay = way.start <= at && at < way.end;
  const isRepeated = nodesAround(file, way.end).some(
    (node) => ts.isIterationStatement(node, false) && node.pos <= at && at < node.end,
  );
  return isOnTheWay || isRepeated;
}

function functionAround(file: ParsedFile, offset: number): ts.Node | undefined {
  return nodesAround(file, offset).findLast(ts.isFunctionLike);
}

/** `width` and `this.width`; what stands behind further dots belongs to them. */
function namesRead(node: ts.Node): readonly string[] {
  const own = nameOf(node);
  if (own !== null) return [own];
  if (ts.isPropertyAccessExpression(node)) return namesRead(node.expression);
  const names: string[] = [];
  ts.forEachChild(node, (child) => {
    names.push(...namesRead(child));
  });
  return names;
}

function nameOf(node: ts.Node): string | null {
  if (ts.isIdentifier(node)) return node.text;
  const isField = ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword;
  return isField ? `this.${node.name.text}` : null;
}

interface Change {
  readonly name: string;
  readonly node: ts.Node;
}

/** Every `width = …`, `this.width += …` and `width++`, also in patterns. */
function changesIn({ source }: ParsedFile): readonly Change[] {
  const found: Change[] = [];
  const visit = (node: ts.Node): void => {
    for (const target of changeTargets(node)) {
      const name = nameOf(target);
      if (name !== null) found.push({ name, node: target });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
