import ts from "typescript";
import { parseFile } from "./parse.ts";
import {
  digits,
  type NodeClass,
  type NodeLayout,
  nodeClasses,
  type PreparedSyntax,
} from "./prepared-syntax.ts";

/** Writes down the trees of files that compile, by path, for `preparedFile`. */
export function prepareSyntax(sources: Readonly<Record<string, string>>): PreparedSyntax {
  const trees = Object.entries(sources).map(
    ([path, text]) => [path, parseFile(path, text, true).source] as const,
  );
  // What is frequent gets the short numbers.
  const texts = numbered(trees.flatMap(([, source]) => textsIn(source)));
  const layouts = numbered(trees.flatMap(([, source]) => layoutsIn(source)));
  const files = trees.map(([path, source]) => [path, writtenTree(source, texts, layouts)] as const);
  return {
    texts: [...texts.keys()],
    layouts: [...layouts.keys()].map((text): NodeLayout => JSON.parse(text)),
    files: Object.fromEntries(files),
  };
}

type Numbered = ReadonlyMap<string, number>;

function numbered(all: readonly string[]): Numbered {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  return new Map(sorted.map(([one], index) => [one, index]));
}

function nodesIn(node: ts.Node): readonly ts.Node[] {
  const inner: ts.Node[] = [];
  ts.forEachChild(node, (child) => void inner.push(...nodesIn(child)));
  return ts.isSourceFile(node) ? inner : [node, ...inner];
}

function layoutsIn(source: ts.SourceFile): readonly string[] {
  return nodesIn(source).map(layoutOf);
}

function textsIn(source: ts.SourceFile): readonly string[] {
  return nodesIn(source).flatMap((node) =>
    partsOf(node).flatMap(([, kind, value]) => (kind === "text" ? [value as string] : [])),
  );
}

type Part = readonly [name: string, kind: NodeLayout["parts"][number][1], value: unknown];

/** What every node has, and what only the compiler's later stages give a meaning. */
const left = new Set("pos end kind id modifierFlagsCache transformFlags parent original emitNode".split(" "));

function fieldsOf(node: ts.Node): readonly (readonly [string, unknown])[] {
  return Object.entries(node).filter(([name]) => !left.has(name));
}

function partsOf(node: ts.Node): readonly Part[] {
  return fieldsOf(node)
    .flatMap(([name, value]): Part[] => {
      if (typeof value === "string") return [[name, "text", value]];
      if (typeof value !== "object") return [];
      if (Array.isArray(value)) return [[name, "list", value]];
      return [[name, name === "body" && ts.isFunctionLike(node) ? "body" : "node", value]];
    })
    .sort(([, , a], [, , b]) => placeOf(a) - placeOf(b));
}

/** In the order of the text, so that most distances are small. */
function placeOf(value: unknown): number {
  return typeof value === "string" ? -1 : (value as ts.Node).pos;
}

function layoutOf(node: ts.Node): string {
  const fields = fieldsOf(node);
  const layout: NodeLayout = {
    class: classOf(node),
    kind: node.kind,
    same: Object.fromEntries(
      fields.filter(([, value]) => typeof value === "number" || typeof value === "boolean"),
    ) as NodeLayout["same"],
    absent: fields.flatMap(([name, value]) => (value === undefined ? [name] : [])),
    parts: partsOf(node).map(([name, kind]) => [name, kind]),
  };
  return JSON.stringify(layout);
}

function classOf(node: ts.Node): NodeClass {
  const own = Object.getPrototypeOf(node);
  const found = Object.entries(nodeClasses).find(([, prototype]) => prototype === own);
  if (found === undefined) throw new Error(`Nodes of kind ${node.kind} have a class of their own.`);
  return found[0] as NodeClass;
}

function writtenTree(source: ts.SourceFile, texts: Numbered, layouts: Numbered): string {
  let place = 0;
  const moved = (to: number): string => {
    const distance = to - place;
    place = to;
    return written(distance < 0 ? -2 * distance - 1 : 2 * distance);
  };
  const list = (nodes: ts.NodeArray<ts.Node>): string => {
    const begins = written(nodes.length) + moved(nodes.pos) + nodes.map(node).join("");
    return begins + moved(nodes.end) + written(nodes.hasTrailingComma === true ? 1 : 0);
  };
  const part = ([, kind, value]: Part): string => {
    if (kind === "text") return written(texts.get(value as string) ?? Number.NaN);
    if (kind === "list") return list(value as ts.NodeArray<ts.Node>);
    if (kind === "node") return node(value as ts.Node);
    const before = place;
    const body = node(value as ts.Node);
    return written(body.length) + written(place - before) + body;
  };
  const node = (one: ts.Node): string => {
    const begins = written(layouts.get(layoutOf(one)) ?? Number.NaN) + moved(one.pos);
    const inner = partsOf(one).map(part).join("");
    return begins + inner + moved(one.end);
  };
  return list(source.statements);
}

function written(number: number): string {
  if (!Number.isSafeInteger(number) || number < 0) throw new Error(`${number} cannot be written.`);
  const { first, values } = digits;
  let text = String.fromCharCode(first + (number % values));
  for (let rest = Math.floor(number / values); rest > 0; rest = Math.floor(rest / values))
    text = String.fromCharCode(first + values + (rest % values)) + text;
  return text;
}
