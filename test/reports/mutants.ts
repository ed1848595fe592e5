import ts from "typescript";
import type { Random } from "./random.ts";

/** One change of a file that an author's hand might have made. */
export interface Mutation {
  readonly what: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** All places where a file can be changed in one of the ways that authors slip. */
export function mutationsOf(path: string, text: string): readonly ((random: Random) => Mutation)[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true, ts.ScriptKind.TS);
  const found: ((random: Random) => Mutation)[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isInterfaceDeclaration(node)) return;
    found.push(...changesAt(node, file));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Whether a text has a syntax error. */
export function isBroken(path: string, text: string): boolean {
  const options = { fileName: path, reportDiagnostics: true };
  return (ts.transpileModule(text, options).diagnostics ?? []).length > 0;
}

type Change = (random: Random) => Mutation;

function changesAt(node: ts.Node, file: ts.SourceFile): readonly Change[] {
  if (ts.isNumericLiteral(node)) return [numberChanged(node, file), replaced(node, file, "undefined")];
  if (ts.isCallExpression(node) || ts.isNewExpression(node))
    return listChanges(node.arguments ?? [], file, "argument");
  if (ts.isArrayLiteralExpression(node)) return listChanges(node.elements, file, "element");
  if (ts.isReturnStatement(node))
    return [removed(node.getStart(file), node.getStart(file) + "return".length, "return deleted")];
  if (ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword) {
    return [removed(node.getStart(file), node.name.getStart(file), "this. deleted")];
  }
  if (ts.isExpressionStatement(node))
    return [removed(node.getStart(file), node.getEnd(), "statement deleted"), doubled(node, file)];
  return [];
}

function numberChanged(node: ts.NumericLiteral, file: ts.SourceFile): Change {
  return (random) => {
    const value = Number(node.text);
    const other = random.pick(
      [value + 1, value - 1, value * 2, Math.floor(value / 2), 0].filter((n) => n !== value && n >= 0),
    );
    return {
      what: `${value} → ${other}`,
      start: node.getStart(file),
      end: node.getEnd(),
      text: String(other),
    };
  };
}

function replaced(node: ts.Node, file: ts.SourceFile, by: string): Change {
  return () => ({
    what: `${node.getText(file).slice(0, 20)} → ${by}`,
    start: node.getStart(file),
    end: node.getEnd(),
    text: by,
  });
}

function removed(start: number, end: number, what: string): Change {
  return () => ({ what, start, end, text: "" });
}

function doubled(node: ts.Node, file: ts.SourceFile): Change {
  const at = node.getEnd();
  return () => ({ what: "statement doubled", start: at, end: at, text: ` ${node.getText(file)}` });
}

/** A part of a list dropped, doubled, made undefined, or swapped with the next. */
function listChanges(
  list: ts.NodeArray<ts.Expression> | readonly ts.Expression[],
  file: ts.SourceFile,
  kind: string,
): readonly Change[] {
  return list.flatMap((node, index) => {
    const [start, end, next] = [node.getStart(file), node.getEnd(), list[index + 1]];
    const changes: Change[] = [
      removed(start, next === undefined ? end : next.getStart(file), `${kind} dropped`),
      () => ({ what: `${kind} doubled`, start: end, end, text: `, ${node.getText(file)}` }),
    ];
    if (!ts.isNumericLiteral(node)) changes.push(replaced(node, file, "undefined"));
    if (next !== undefined) {
      const text = next.getText(file) + file.text.slice(end, next.getStart(file)) + node.getText(file);
      changes.push(() => ({ what: `${kind}s swapped`, start, end: next.getEnd(), text }));
    }
    return changes;
  });
}
