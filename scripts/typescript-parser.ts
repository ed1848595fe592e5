import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Plugin } from "esbuild";
import ts from "typescript";
import { contentHash } from "./content-hash.ts";
import { root } from "./root.ts";

/*
 * TypeScript is only a parser here, but its package is one file, of which a bundler keeps everything. This keeps the statements that the
 * parser needs: a sixth of the code, so that the command and the server start sooner.
 */

const home = "src/analyzer/syntax";
const source = "node_modules/typescript/lib/typescript.js";
const stamp = "dist/.typescript-parser-made-from";
const made = "dist/typescript-parser.cjs";

/** Puts the parser in the place of the whole of TypeScript. */
export const typescriptParser: Plugin = {
  name: "typescript-parser",
  setup(build) {
    build.onLoad({ filter: /[\\/]typescript[\\/]lib[\\/]typescript\.js$/ }, async () => {
      parser ??= readOrMake();
      return { contents: await parser, loader: "js" };
    });
  },
};

/** Made once for all bundles. */
let parser: Promise<string> | undefined;

async function readOrMake(): Promise<string> {
  const hash = await contentHash([home, source, "scripts/typescript-parser.ts"]);
  const [stampPath, path] = [join(root, stamp), join(root, made)];
  if (existsSync(path) && existsSync(stampPath) && (await readFile(stampPath, "utf8")) === hash)
    return readFile(path, "utf8");
  const text = parserOf(await readFile(join(root, source), "utf8"), await namesUsed());
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  await writeFile(stampPath, hash);
  return text;
}

/** What the one home of TypeScript takes from it: `ts.isBlock`, `const { isBlock } = ts`. */
async function namesUsed(): Promise<ReadonlySet<string>> {
  const files = (await readdir(join(root, home), { recursive: true })).filter((name) => name.endsWith(".ts"));
  const texts = await Promise.all(files.map((name) => readFile(join(root, home, name), "utf8")));
  const members = texts.flatMap((text) => [...text.matchAll(/\bts\.(\w+)/g)].map(([, name = ""]) => name));
  const taken = texts.flatMap((text) =>
    [...text.matchAll(/\{([^{}]*)\} = ts;/g)].flatMap(([, list = ""]) => list.match(/\w+/g) ?? []),
  );
  return new Set([...members, ...taken]);
}

function parserOf(text: string, used: ReadonlySet<string>): string {
  const statements = statementsOf(ts.createSourceFile(source, text, ts.ScriptTarget.Latest, false));
  const owners = ownersOf(statements);
  const wanted = [...used].filter((name) => owners.has(name));
  const kept = reachable([...wanted, ...takenByMembers], owners);
  const code = statements.filter((one) => kept.has(one)).map((one) => text.slice(one.pos, one.end));
  // Its clock serves only its own reports, and takes a module of Node that nothing else needs at the start.
  const clockless = code.join("").replace("function tryGetPerformance() {", "$& return undefined;");
  return `"use strict";${clockless}\n${nodeMembers}\nmodule.exports = { ${wanted.join(", ")} };\n`;
}

/** The statements in the function around the whole file. */
function statementsOf(file: ts.SourceFile): readonly ts.Statement[] {
  const bodies: ts.Block[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isArrowFunction(node) && ts.isBlock(node.body)) bodies.push(node.body);
    else ts.forEachChild(node, visit);
  };
  for (const statement of file.statements) visit(statement);
  const [body] = bodies;
  if (body === undefined) throw new Error(`${source} has another form than it had.`);
  return body.statements;
}

/**
 * What the language service would give to nodes on top of the parser: where they start, their text, and the names of identifiers.
 * With the service's own classes comes a half of TypeScript.
 */
const nodeMembers = `
const { getNodeConstructor, getTokenConstructor, getIdentifierConstructor } = objectAllocator;
for (const node of [getNodeConstructor(), getTokenConstructor(), getIdentifierConstructor()]) {
  node.prototype.getStart = function (file, includeJsDoc) { return getTokenPosOfNode(this, file, includeJsDoc); };
  node.prototype.forEachChild = function (each, eachList) { return forEachChild(this, each, eachList); };
  node.prototype.getText = function (file = getSourceFileOfNode(this)) {
    return file.text.substring(getTokenPosOfNode(this, file), this.end);
  };
}
const named = { text: { get() { return idText(this); } } };
Object.defineProperties(getIdentifierConstructor().prototype, named);
function PrivateName(...given) { getNodeConstructor().apply(this, given); }
PrivateName.prototype = Object.create(getNodeConstructor().prototype, named);
objectAllocator.getPrivateIdentifierConstructor = () => PrivateName;
`;

const takenByMembers = [
  "objectAllocator",
  "getTokenPosOfNode",
  "getSourceFileOfNode",
  "idText",
  "forEachChild",
];

type Owners = ReadonlyMap<string, readonly ts.Statement[]>;

/** By name, the statements that declare it or complete what it holds. */
function ownersOf(statements: readonly ts.Statement[]): Owners {
  const owners = new Map<string, ts.Statement[]>();
  for (const statement of statements)
    for (const name of declaredBy(statement)) owners.set(name, [...(owners.get(name) ?? []), statement]);
  for (const statement of statements) {
    const name = completedBy(statement);
    if (name !== undefined) owners.get(name)?.push(statement);
  }
  return owners;
}

function declaredBy(statement: ts.Statement): readonly string[] {
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement))
    return statement.name === undefined ? [] : [statement.name.text];
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.flatMap(({ name }) => boundBy(name));
}

function boundBy(name: ts.BindingName): readonly string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((one) => (ts.isOmittedExpression(one) ? [] : boundBy(one.name)));
}

/** `((X) => { … })(X || (X = {}))`, `X.member = …` and `__export(X, …)` are parts of `X`. */
function completedBy(statement: ts.Statement): string | undefined {
  if (!ts.isExpressionStatement(statement)) return undefined;
  const { expression } = statement;
  const part = ts.isCallExpression(expression)
    ? expression.arguments[0]
    : ts.isBinaryExpression(expression) && ts.isPropertyAccessExpression(expression.left)
      ? expression.left.expression
      : undefined;
  const target = part !== undefined && ts.isBinaryExpression(part) ? part.left : part;
  return target !== undefined && ts.isIdentifier(target) ? target.text : undefined;
}

/** All statements that the named ones can reach, over every name that they mention. */
function reachable(wanted: readonly string[], owners: Owners): ReadonlySet<ts.Statement> {
  const kept = new Set<ts.Statement>();
  const seen = new Set<string>();
  const open = [...wanted];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    for (const statement of owners.get(name) ?? []) {
      if (kept.has(statement)) continue;
      kept.add(statement);
      open.push(...mentionedIn(statement, owners));
    }
  }
  return kept;
}

function mentionedIn(statement: ts.Statement, owners: Owners): readonly string[] {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && owners.has(node.text)) names.add(node.text);
    // What stands behind a dot or before a colon is no name of this file.
    if (ts.isPropertyAccessExpression(node)) visit(node.expression);
    else if (ts.isPropertyAssignment(node)) {
      if (ts.isComputedPropertyName(node.name)) visit(node.name);
      visit(node.initializer);
    } else ts.forEachChild(node, visit);
  };
  visit(statement);
  return [...names];
}
