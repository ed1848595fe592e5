import { getMember, setMember } from "../run/members/members.ts";
import {
  type EntityName,
  hasModifier,
  type ImportEqualsDeclaration,
  isEntityName,
  isIdentifier,
  isModuleDeclaration,
  type ModuleDeclaration,
  type Node,
  type Statement,
  SyntaxKind,
} from "../syntax/index.ts";
import { unknownValue } from "../values/make.ts";
import { newNames } from "../values/names.ts";
import type { Assign, Evaluate, Execute, Names, NamespaceValue, Scope, Value } from "../values/value.ts";
import { authorPlace, type Context, within } from "./context.ts";
import { declaredNames } from "./declarations.ts";
import { readIfSet, readLocal, writeLocal } from "./identifiers.ts";
import { compileStatements, innerScope } from "./statements.ts";

/** What the parts of one namespace that stand further up export: later parts see it under its plain name. */
interface EarlierParts {
  readonly names: Set<string>;
  value: Value | null;
}

const partsOf = new WeakMap<Names, Map<string, EarlierParts>>();

/** `namespace`: what it exports, as it is at the time when it is asked. */
export function compileNamespace(c: Context, node: ModuleDeclaration): Execute {
  if (node.body === undefined || !isIdentifier(node.name)) return () => undefined;
  const name = node.name.text;
  const { statements, exported } = contentsOf(node.body);
  const names = newNames(c.names, declaredNames(statements));
  const parts = earlierParts(c, name);
  const fromEarlier = [...parts.names].filter((each) => !names.slots.has(each));
  const imports = new Map([
    ...c.imports,
    ...fromEarlier.map((each) => [each, () => earlierMember(c, parts, each)] as const),
  ]);
  for (const each of exported) parts.names.add(each);
  // Later parts, here or in other files, may declare more.
  const inner: Context = { ...within(c, names), imports, hasForeignNames: true };
  const run = compileStatements(inner, statements);
  const [read, write] = [readLocal(c, name), writeLocal(c, name)];
  const readers = new Map(exported.flatMap((each) => [[each, readIfSet(inner, each)] as const]));
  const writers = new Map(exported.map((each) => [each, writeLocal(inner, each)]));
  return (scope) => {
    const own = innerScope(c, names.slots.size, scope);
    const before = read === undefined ? undefined : already(read, scope);
    parts.value = before ?? null;
    // A part may name the namespace itself while it runs.
    const whole = merged({ name, before, readers, writers }, own);
    if (whole !== before) write(scope, whole);
    run(own);
    parts.value = whole;
    if (whole === before)
      for (const [each, value] of readers) setMember(c.m, whole, each, value?.(own) ?? unset);
    return undefined;
  };
}

const unset = unknownValue("It has no value");

function earlierParts({ names }: Context, name: string): EarlierParts {
  const all = partsOf.get(names) ?? new Map<string, EarlierParts>();
  partsOf.set(names, all);
  const parts = all.get(name) ?? { names: new Set(), value: null };
  all.set(name, parts);
  return parts;
}

function earlierMember({ m }: Context, { value }: EarlierParts, name: string): Value {
  return value === null ? unset : getMember(m, value, name);
}

/** What the name stands for already: an earlier part, or the class, function or enum that a namespace adds to. */
function already(read: Evaluate, scope: Scope): Value | undefined {
  const value = read(scope);
  return value.kind === "unknown" || value.kind === "undefined" ? undefined : value;
}

interface NamespacePart {
  readonly name: string;
  readonly before: Value | undefined;
  readonly readers: ReadonlyMap<string, Evaluate | undefined>;
  readonly writers: ReadonlyMap<string, Assign>;
}

/** What the namespace is with one part more. */
function merged({ name, before, readers, writers }: NamespacePart, own: Scope): Value {
  if (before !== undefined && before.kind !== "namespace") return before;
  const member = (key: string): Value | undefined =>
    readers.has(key) ? readers.get(key)?.(own) : before?.member(key);
  const names = (): readonly string[] => [...new Set([...(before?.names() ?? []), ...readers.keys()])];
  const set = (key: string, value: Value): void => {
    if (writers.has(key)) writers.get(key)?.(own, value);
    else if (before?.kind === "namespace") before.set?.(key, value);
  };
  return { kind: "namespace", name, isLibrary: false, member, names, set } satisfies NamespaceValue;
}

function contentsOf(body: Node): {
  readonly statements: readonly Statement[];
  readonly exported: readonly string[];
} {
  // `namespace Outer.Inner {}`
  if (isModuleDeclaration(body)) return { statements: [body], exported: declaredNames([body]) };
  const { statements = [] } = body as Node & { readonly statements?: readonly Statement[] };
  const exports = statements.filter((node) => hasModifier(node, SyntaxKind.ExportKeyword));
  return { statements, exported: declaredNames(exports) };
}

/** `import name = Outer.inner`: another name for it. */
export function compileAlias(c: Context, node: ImportEqualsDeclaration): Execute {
  const { moduleReference } = node;
  if (!isEntityName(moduleReference)) return () => undefined;
  const write = writeLocal(c, node.name.text);
  const evaluate = compileEntity(c, moduleReference);
  return (scope) => void write(scope, evaluate(scope));
}

function compileEntity(c: Context, name: EntityName): Evaluate {
  if (isIdentifier(name)) return c.compile.expression(c, name);
  const left = compileEntity(c, name.left);
  const place = authorPlace(c, name);
  const key = name.right.text;
  return (scope) => {
    const value = left(scope);
    return value.kind === "unknown"
      ? { ...value, because: value.because ?? place }
      : getMember(c.m, value, key);
  };
}
