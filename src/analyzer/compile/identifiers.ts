import { type FileRange, nearestName } from "../../base/index.ts";
import {
  insteadOfUndeclared,
  isPytorchPackage,
  type LibraryName,
  meantByPath,
  type Problem,
  type ProblemData,
  plainName,
  printName,
} from "../../problems/index.ts";
import { changedGlobal, setGlobal } from "../run/members/changed-globals.ts";
import { setMember } from "../run/members/members.ts";
import { meantMember, tensorMethod } from "../run/members/missing.ts";
import {
  type Identifier,
  keywordCallAt,
  type Node,
  NodeFlags,
  type VariableDeclarationList,
} from "../syntax/index.ts";
import { noteRead, writeSlot } from "../values/journal.ts";
import { undefinedValue, unknownValue } from "../values/make.ts";
import { namesInSight, type Resolved, resolve, scopeAt } from "../values/names.ts";
import type { Assign, Evaluate, Scope, UnknownValue, Value } from "../values/value.ts";
import { authorPlace, type Context } from "./context.ts";
import { ambientNames, namesIn } from "./declarations.ts";
import { refused } from "./refused.ts";

/** The names of the host that every file has; see intrinsics/globals. */
export type Globals = ReadonlyMap<string, Value>;

export function compileIdentifier(globals: Globals) {
  return (c: Context, node: Identifier): Evaluate => {
    const name = node.text;
    const local = readLocal(c, name, node);
    if (local !== undefined) return local;
    const imported = c.imports.get(name);
    if (imported !== undefined) return readImported(c, name, imported, authorPlace(c, node));
    const known = globals.get(name);
    const orChanged =
      (own: Value): Evaluate =>
      () =>
        changedGlobal(c.m, name, own) ?? own;
    if (known !== undefined && known.kind !== "unknown")
      return fixedNames.has(name) ? () => known : orChanged(known);
    const place = authorPlace(c, node);
    const what = unknownValue(name === "" ? "It is not written yet" : `${name} is not known`, place);
    const isReliable = known !== undefined && !mayFail.has(name);
    const unknown: UnknownValue = isReliable ? { ...what, host: name } : what;
    if (known !== undefined || name === "" || c.hasForeignNames) return orChanged(unknown);
    return undeclared(c, pathFrom(c, node), place);
  };
}

/** Functions of the host that are likely to throw. */
const mayFail: ReadonlySet<string> = new Set(["eval", "fetch", "require"]);

/** What another file exports. One that imports this file in turn may not have run yet. */
function readImported(c: Context, name: string, imported: () => Value, at: FileRange | null): () => Value {
  if (c.isLibrary) return imported;
  return () => {
    const value = imported();
    return isEarly(value) ? refuseEarly(c, { name, isImported: true }, at) : value;
  };
}

/** Reports that a name is used before it has a value. */
export function refuseEarly(
  c: Context,
  data: ProblemData<"used-before-declaration">,
  at: FileRange | null,
): UnknownValue {
  return refused(c, { code: "used-before-declaration", data }, at, `${data.name} has no value here yet`);
}

/** Stands for a variable of another file whose declaration has not run. */
const earlyValues = new WeakSet<Value>();

export function isEarly(value: Value): boolean {
  return earlyValues.has(value);
}

/** A name with the members that the text reads from it: `torch.nn.Conv2d`. */
function pathFrom({ file }: Context, { text, end }: Identifier): readonly string[] {
  const members = /^(?:\s*\.\s*[\w$]+)+/.exec(file.text.slice(end, end + longestPath))?.[0] ?? "";
  return [text, ...members.split(".").slice(1)].map((part) => part.trim());
}

const longestPath = 100;

/** Refuses a name that nothing declares, with what the author may have meant, which is looked for once. */
function undeclared(c: Context, path: readonly string[], at: FileRange | null): (scope: Scope) => Value {
  const [name = ""] = path;
  let known: Problem | undefined;
  const notDeclared = unknownValue(`${name} is not declared`, at);
  return (scope) => {
    const put = changedGlobal(c.m, name, notDeclared);
    if (put !== undefined) return put;
    if (at !== null && !c.file.isBroken)
      known ??= keywordProblem(c, name, at) ?? undeclaredProblem(c, name, path, scope);
    return known === undefined ? notDeclared : refused(c, known, at, `${name} is not declared`);
  };
}

/** The problem of a keyword argument; undefined where the name is not set among the arguments of a call. */
function keywordProblem({ file }: Context, name: string, at: FileRange): Problem | undefined {
  const call = keywordCallAt(file, at);
  if (call === null) return undefined;
  const keywordOf = { file: at.file, ...call };
  return { code: "undeclared-name", data: { name, meant: null, lacksImport: null, keywordOf } };
}

function undeclaredProblem(c: Context, name: string, path: readonly string[], scope: Scope): Problem {
  const member = memberMeant(c, name, scope);
  const exported = member === null ? exportMeant(c, name) : null;
  const lacksImport = exported?.namespace === null ? exported.name : null;
  const written = path.join(".");
  const near = insteadOfUndeclared(written) === undefined ? nearInSight(c, name) : null;
  const meant = member ?? (exported === null ? near : printName(exported));
  const stands = meant === null ? meantByPath(c.meant, path) : null;
  const asMethod = stands === null && isPytorchPackage(name) ? methodMeant(c, path) : null;
  const data = {
    name,
    meant: lacksImport === null ? meant : null,
    lacksImport,
    path: written,
    stands,
    ...(asMethod !== null && { asMethod }),
    isPromised: isPromised(c, name),
  };
  return { code: "undeclared-name", data };
}

/** What the library exports under the name; functions that start weights are known by the underscore behind them. */
function exportMeant(c: Context, name: string): LibraryName | null {
  const starts = name.endsWith("_") ? c.meant("nn.init", name) : null;
  return starts?.namespace === "nn.init" ? starts : (c.meant("", name) ?? starts);
}

/** The tensor's method for a function of PyTorch's: `clone` for `torch.clone`. */
function methodMeant(c: Context, path: readonly string[]): string | null {
  const [, name] = path;
  return path.length !== 2 ||
    name === undefined ||
    insteadOfUndeclared(path.join(".")) !== insteadOfUndeclared("torch")
    ? null
    : tensorMethod(c.m, name);
}

function isPromised({ file }: Context, name: string): boolean {
  return isPytorchPackage(name) && ambientNames(file.source.statements).includes(name);
}

/** `this.name`, where the instance at hand has such a member. */
function memberMeant(c: Context, name: string, scope: Scope): string | null {
  const self = readLocal(c, "this")?.(scope);
  const member = self?.kind === "object" ? meantMember(c.m, self, name) : null;
  return member !== null && plainName(member) === plainName(name) ? `this.${member}` : null;
}

function nearInSight(c: Context, name: string): string | null {
  return nearestName(name, [...namesInSight(c.names), ...c.imports.keys()]) ?? null;
}

/** Reads a variable of the file, or undefined where none of that name is in sight. */
export function readLocal(c: Context, name: string, node: Node | null = null): Evaluate | undefined {
  const found = resolve(c.names, name);
  if (found === undefined) return undefined;
  const { depth, slot } = found;
  const early = earlyRead(c, name, found, node);
  const { journal } = c.m;
  return (scope) => {
    const at = depth === 0 ? scope : scopeAt(scope, depth);
    if (journal.watch !== null) noteRead(journal, at);
    return at.slots[slot] ?? early();
  };
}

/**
 * Reads a variable that is undefined until it is set: an export of a namespace, or the `new.target` of a field, which no
 * constructor sets.
 */
export function readIfSet(c: Context, name: string): Evaluate | undefined {
  const read = readLocal(c, name);
  if (read === undefined) return undefined;
  return (scope) => {
    const value = read(scope);
    return isEarly(value) ? undefinedValue : value;
  };
}

/** What reading a variable gives before its declaration has run. */
function earlyRead(c: Context, name: string, { owner }: Resolved, node: Node | null): () => Value {
  let early: UnknownValue | undefined;
  // Hardly any name is read too early, so nothing is made for that before it happens.
  const withoutPlace = (): UnknownValue => {
    early ??= unknownValue(`${name} has no value here yet`, null);
    if (node === null) earlyValues.add(early);
    return early;
  };
  return () => {
    if (owner.declaredAs.get(name) === "var") return undefinedValue;
    const place = node === null ? null : authorPlace(c, node);
    return place === null ? withoutPlace() : refuseEarly(c, { name }, place);
  };
}

/** Writes a variable of the file; names from elsewhere cannot be written. */
export function writeLocal(c: Context, name: string): Assign {
  const found = resolve(c.names, name);
  if (found === undefined) return () => undefined;
  const { depth, slot } = found;
  const { journal } = c.m;
  return (scope, value) => {
    writeSlot(journal, depth === 0 ? scope : scopeAt(scope, depth), slot, value);
  };
}

/** `name = value`, for a variable that was declared before. */
export function assignLocal(globals: Globals) {
  return (c: Context, node: Identifier): Assign => {
    const name = node.text;
    const place = authorPlace(c, node);
    const write = writeLocal(c, name);
    const found = resolve(c.names, name);
    if (found === undefined) return assignElsewhere(c, node, globals);
    const { depth, slot, owner } = found;
    return (scope, value) => {
      const why = owner.declaredAs.get(name);
      if (why !== "var" && place !== null && scopeAt(scope, depth).slots[slot] === undefined)
        refuseEarly(c, { name }, place);
      else if (why !== undefined && why !== "var")
        refused(c, { code: "not-assignable", data: { name, why } }, place, `${name} is a constant`);
      // What was meant is set, so that nothing further is at fault.
      write(scope, value);
    };
  };
}

/** Assigns to a name that is not a variable of the file: an import, a global, or an undeclared name. */
function assignElsewhere(c: Context, node: Identifier, globals: Globals): Assign {
  const name = node.text;
  const place = authorPlace(c, node);
  if (c.imports.has(name)) {
    return () => {
      refused(c, { code: "not-assignable", data: { name, why: "import" } }, place, `${name} is imported`);
    };
  }
  if (fixedNames.has(name)) {
    const message = `Cannot assign to read only property '${name}' of object '#<Object>'`;
    return () => void refused(c, { code: "thrown", data: { message } }, place, `${name} cannot be set`);
  }
  if (globals.has(name)) return (_, value) => setGlobal(c.m, name, value);
  const isPut = (value: Value): boolean => changedGlobal(c.m, name, value) !== undefined;
  if (name === "" || c.hasForeignNames)
    return (_, value) => {
      if (isPut(value)) setGlobal(c.m, name, value);
    };
  const refuse = undeclared(c, [name], place);
  return (scope, value) => {
    if (isPut(value)) return setGlobal(c.m, name, value);
    refuse(scope);
    if (place !== null && keywordCallAt(c.file, place) !== null) return;
    // What was meant is set, so that nothing further is at fault.
    const meant = memberMeant(c, name, scope);
    const self = meant === null ? undefined : readLocal(c, "this")?.(scope);
    if (self !== undefined && meant === `this.${name}`) setMember(c.m, self, name, value);
  };
}

/** Names of the host that keep their value. */
const fixedNames: ReadonlySet<string> = new Set(["undefined", "NaN", "Infinity"]);

/** Remembers which names of a declaration never change. */
export function rememberConstants(c: Context, list: VariableDeclarationList): void {
  if ((list.flags & NodeFlags.Const) === 0) return;
  for (const { name } of list.declarations)
    for (const text of namesIn(name)) resolve(c.names, text)?.owner.declaredAs.set(text, "const");
}
