import ts from "typescript";
import type { ParsedFile } from "./parse.ts";

/*
 * Syntax trees that were written down when the product was built. To read one takes a tenth of the time that the parser needs for
 * the text, above all because bodies of functions are read only when they are asked for.
 */

/** The trees of several files. They share their texts and the layouts of their nodes. */
export interface PreparedSyntax {
  readonly texts: readonly string[];
  readonly layouts: readonly NodeLayout[];
  /** By path; in the characters of `digits`. */
  readonly files: Readonly<Record<string, string>>;
}

/** What nodes of one kind have in common. */
export interface NodeLayout {
  readonly class: NodeClass;
  readonly kind: ts.SyntaxKind;
  /** What is the same in all of them. */
  readonly same: Readonly<Record<string, string | number | boolean>>;
  /** The names of what none of them has. */
  readonly absent: readonly string[];
  /** What is written for each of them, in this order. */
  readonly parts: readonly (readonly [name: string, kind: PartKind])[];
}

/** A body is a node that is read only when it is asked for. */
export type PartKind = "node" | "list" | "text" | "body";

export type NodeClass = "node" | "token" | "identifier" | "private";

/** What the members of each class of nodes inherit from, of whatever TypeScript there is. */
export const nodeClasses: Readonly<Record<NodeClass, object>> = classesOf("a.#b; this.c");

function classesOf(text: string): Record<NodeClass, object> {
  const [first, second] = ts.createSourceFile("", text, ts.ScriptTarget.ES2023).statements;
  const accessOf = (statement: ts.Statement | undefined) =>
    (statement as ts.ExpressionStatement).expression as ts.PropertyAccessExpression;
  const [one, other] = [accessOf(first), accessOf(second)];
  const [node, token, identifier, privateName] = [one, other.expression, one.expression, one.name].map(
    (it): object => Object.getPrototypeOf(it),
  ) as [object, object, object, object];
  return { node, token, identifier, private: privateName };
}

/**
 * Numbers are written in digits of 40 values. The last digit of a number is one of the first 40 characters, those before it
 * of the next 40, so that most numbers take one.
 */
export const digits = { first: 40, values: 40 } as const;

/** Reads the tree of a file; undefined where none was written. The text must be the one that was parsed. */
export function preparedFile(prepared: PreparedSyntax, path: string, text: string): ParsedFile | undefined {
  const code = prepared.files[path];
  if (code === undefined) return undefined;
  const source = ts.createSourceFile(path, "", ts.ScriptTarget.ES2023, false, ts.ScriptKind.TS);
  const reader: TreeReader = { ...shared(prepared), code, at: 0, place: 0 };
  const statements = readList(reader);
  Object.assign(source.endOfFileToken, { pos: reader.place, end: text.length });
  Object.assign(source, { text, end: text.length, statements });
  return { path, text, source, isBroken: false, firstError: null };
}

/** A place in what is written, and in the text that it was made from. */
interface TreeReader extends Shared {
  readonly code: string;
  at: number;
  place: number;
}

interface Shared {
  readonly texts: readonly string[];
  readonly layouts: readonly NodeLayout[];
  /** By layout, what its nodes inherit from. */
  readonly models: (object | undefined)[];
}

const known = new WeakMap<PreparedSyntax, Shared>();

function shared(prepared: PreparedSyntax): Shared {
  const found = known.get(prepared) ?? { ...prepared, models: [] };
  known.set(prepared, found);
  return found;
}

type Made = Record<string, unknown> & { pos: number; end: number };

function readNode(reader: TreeReader): Made {
  const index = readNumber(reader);
  const layout = reader.layouts[index] as NodeLayout;
  reader.models[index] ??= modelOf(layout);
  const node: Made = Object.create(reader.models[index] as object);
  node.pos = reader.place += readSigned(reader);
  node.end = 0;
  for (const [name, kind] of layout.parts)
    if (kind === "body") skipBody(reader, node);
    else node[name] = readPart(reader, kind);
  node.end = reader.place += readSigned(reader);
  return node;
}

function readPart(reader: TreeReader, kind: Exclude<PartKind, "body">): unknown {
  if (kind === "node") return readNode(reader);
  return kind === "list" ? readList(reader) : reader.texts[readNumber(reader)];
}

type MadeList = Made[] & { pos: number; end: number; hasTrailingComma: boolean; transformFlags: number };

function readList(reader: TreeReader): MadeList {
  const list = [] as unknown as MadeList;
  const length = readNumber(reader);
  list.pos = reader.place += readSigned(reader);
  for (let index = 0; index < length; index++) list.push(readNode(reader));
  list.end = reader.place += readSigned(reader);
  list.hasTrailingComma = readNumber(reader) === 1;
  list.transformFlags = 0;
  return list;
}

/** Where the body of a node is written, until it is read. */
const unread = Symbol("unread body");

function skipBody(reader: TreeReader, node: Made & { [unread]?: TreeReader }): void {
  const length = readNumber(reader);
  const end = readNumber(reader);
  node[unread] = { ...reader };
  reader.at += length;
  reader.place += end;
}

/** What nodes of a layout inherit from: what they have in common. */
function modelOf({ class: name, kind, same, absent, parts }: NodeLayout): object {
  const model = Object.assign(
    Object.create(nodeClasses[name]),
    Object.fromEntries([...usualAbsent, ...absent].map((one) => [one, undefined])),
    { kind, id: 0, modifierFlagsCache: 0, transformFlags: 0 },
    same,
  );
  const hasBody = parts.some(([, part]) => part === "body");
  return hasBody ? Object.defineProperty(model, "body", { get: readBody }) : model;
}

const usualAbsent = ["parent", "original", "emitNode"];

function readBody(this: Made & { [unread]?: TreeReader }): Made {
  const body = readNode({ ...(this[unread] as TreeReader) });
  Object.defineProperty(this, "body", { value: body, enumerable: true });
  return body;
}

function readNumber(reader: TreeReader): number {
  const { code } = reader;
  let digit = code.charCodeAt(reader.at++) - digits.first;
  let value = 0;
  while (digit >= digits.values) {
    value = (value + digit - digits.values) * digits.values;
    digit = code.charCodeAt(reader.at++) - digits.first;
  }
  return value + digit;
}

/** 0, −1, 1, −2, … */
function readSigned(reader: TreeReader): number {
  const number = readNumber(reader);
  return number % 2 === 0 ? number / 2 : -(number + 1) / 2;
}
