import type { FileRange } from "../../base/index.ts";
import type { LibraryName, MemberUse } from "../../problems/index.ts";
import type { FactRole } from "../analysis.ts";
import type { Machine } from "../run/machine.ts";
import { observe } from "../run/observe.ts";
import {
  type BindingName,
  type Block,
  type ClassLikeDeclaration,
  type Expression,
  type FunctionLikeDeclaration,
  type Identifier,
  type Node,
  type ParsedFile,
  placeOf,
  type Statement,
} from "../syntax/index.ts";
import { from } from "../values/make.ts";
import type {
  Assign,
  ClassCode,
  Evaluate,
  Execute,
  FunctionCode,
  Generate,
  Names,
  Scope,
  Value,
  Yields,
} from "../values/value.ts";

/** Where syntax is compiled: its file, the names in sight, and the way back to all other kinds of syntax. */
export interface Context {
  readonly m: Machine;
  readonly file: ParsedFile;
  readonly isLibrary: boolean;
  readonly names: Names;
  /** Names that come from other files. */
  readonly imports: ReadonlyMap<string, () => Value>;
  readonly compile: Compile;
  /** What stands for functions of this file whose source is not read. */
  readonly intrinsics?: Readonly<Record<string, Value>> | undefined;
  /** What makes what `import(specifier)` gives in this file, or throws what the host throws; undefined where it is not read. */
  readonly importLater: (specifier: string) => (() => Value) | undefined;
  /** The library's own name for what an author looked for under another one; null where no name is similar. */
  readonly meant: (namespace: string, name: string, use?: MemberUse) => LibraryName | null;
  /** Whether names may be declared elsewhere, such as in other parts of a namespace. */
  readonly hasForeignNames?: boolean | undefined;
  /** Whether the class around extends another one: its constructor has no `this` before `super()`. */
  readonly isDerivedClass?: boolean | undefined;
  /** The parameters of the constructor around that are fields as well. */
  readonly parameterFields?: readonly string[] | undefined;
  /** The keys of the private names of the classes around: a class has its own, whatever its parent calls one. */
  readonly privates?: ReadonlyMap<string, string> | undefined;
  /** In a generator's expression, what has been evaluated already: the names under which a scope keeps it. */
  readonly kept?: ReadonlyMap<Node, string> | undefined;
  /** The labels right before the loop that is compiled. */
  readonly labels?: readonly string[] | undefined;
}

/** As `Assign`, in a generator that may stop on the way. */
export type AssignYielding = (scope: Scope, value: Value) => Yields<void>;

/** Every family of syntax reaches the others through here, so that none imports another. */
export interface Compile {
  expression(c: Context, node: Expression): Evaluate;
  statement(c: Context, node: Statement): Execute;
  block(c: Context, statements: readonly Statement[]): Execute;
  /** Stores into a declared name or a destructuring pattern. */
  binding(c: Context, name: BindingName): Assign;
  /** Stores into what an expression names. */
  target(c: Context, node: Expression): Assign;
  /** The same in a generator that yields within the pattern. */
  yieldingBinding(c: Context, name: BindingName): AssignYielding;
  yieldingTarget(c: Context, node: Expression): AssignYielding;
  /** Stores into a variable that was declared before. */
  assignment(c: Context, node: Identifier): Assign;
  function(c: Context, node: FunctionLikeDeclaration, name?: string): FunctionCode;
  /** The body of a generator or an async function. */
  generator(c: Context, node: Block | Expression): Generate;
  class(c: Context, node: ClassLikeDeclaration, name?: string): ClassCode;
}

export function within(c: Context, names: Names): Context {
  return { ...c, names };
}

/** The node's place where the file is an author's; places in the library mean nothing to an author. */
export function authorPlace(c: Context, node: Node): FileRange | null {
  return c.isLibrary ? null : placeOf(c.file, node);
}

/** Keeps the values of a part of the syntax for the editor; undefined in the library, which no editor shows. */
export function noteOf(c: Context, node: Node, role: FactRole): ((value: Value) => void) | undefined {
  if (c.isLibrary) return undefined;
  const { m, file } = c;
  const { start, end } = placeOf(file, node);
  if (end <= start) return undefined;
  const site = { node, range: { start, end }, role };
  return (value) => {
    if (m.file === file.path) observe(m, site, value);
  };
}

/** The same evaluation, remembering what it gave. */
export function observed(
  c: Context,
  node: Node,
  evaluate: Evaluate,
  role: FactRole = "expression",
): Evaluate {
  const note = noteOf(c, node, role);
  if (note === undefined) return evaluate;
  return (scope) => {
    const value = evaluate(scope);
    note(value);
    return value;
  };
}

/** The same assignment, remembering what the name was given. */
export function observedName(c: Context, node: Node, assign: Assign): Assign {
  const note = noteOf(c, node, "name");
  if (note === undefined) return assign;
  return (scope, value) => {
    note(value);
    assign(scope, value);
  };
}

/** An expression whose value remembers that the author gave it here: an argument, a property, an element. */
export function given(c: Context, node: Expression): Evaluate {
  const evaluate = c.compile.expression(c, node);
  if (c.isLibrary) return evaluate;
  const place = placeOf(c.file, node);
  return (scope) => {
    const value = evaluate(scope);
    if (value.kind === "class") c.m.givenClasses.set(value, place);
    return from(value, place);
  };
}
