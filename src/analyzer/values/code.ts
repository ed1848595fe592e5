import type { ParameterDeclaration, ParsedFile } from "../syntax/index.ts";
import type { Layout, Scope } from "./scope.ts";
import type { Place, Value } from "./value.ts";

/** Compiled syntax: a closure that runs in a scope. */
export type Evaluate = (scope: Scope) => Value;
export type Execute = (scope: Scope) => Completion;
/** Stores a value in what an assignment or a pattern names. */
export type Assign = (scope: Scope, value: Value) => void;

/** How a statement ended; undefined where the next one follows. */
export type Completion = ReturnCompletion | JumpCompletion | undefined;

interface ReturnCompletion {
  readonly kind: "return";
  readonly value: Value;
}

export interface JumpCompletion {
  readonly kind: "break" | "continue";
  readonly label: string | null;
}

export interface FunctionCode {
  readonly name: string;
  readonly isArrow: boolean;
  readonly isGenerator: boolean;
  readonly isLibrary: boolean;
  readonly usesArguments: boolean;
  /** Whether a constructor calls its parent's; one that does not, yet, still gets its parent's fields. */
  readonly callsSuper: boolean;
  /** Of the whole declaration, in an author's file. */
  readonly place: Place | null;
  readonly layout: Layout;
  /** The compiled parameters and body; made on the first call. */
  prepare(): { readonly bind: (scope: Scope, args: readonly Value[]) => void; readonly body: Execute };
}

export interface FieldCode {
  readonly key: (scope: Scope) => string | undefined;
  /** Undefined for a declaration without an initialiser, which makes the field undefined all the same. */
  readonly initialise: ((scope: Scope) => Value) | null;
  readonly layout: Layout;
}

export interface MethodCode {
  readonly key: (scope: Scope) => string | undefined;
  readonly code: FunctionCode;
  readonly kind: "method" | "get" | "set";
}

export interface ClassCode {
  readonly name: string;
  readonly isLibrary: boolean;
  readonly file: ParsedFile;
  /** Of the declaration, in an author's file. */
  readonly place: Place | null;
  readonly layout: Layout;
  /** Whether it has a constructor of its own, with these parameters. */
  readonly hasConstructor: boolean;
  readonly parameters: readonly ParameterDeclaration[];
  readonly parent: Evaluate | null;
  readonly construct: FunctionCode | null;
  readonly methods: readonly MethodCode[];
  readonly fields: readonly FieldCode[];
  readonly staticMethods: readonly MethodCode[];
  /** Static fields and blocks, in order. */
  readonly statics: readonly (FieldCode | { readonly block: Execute; readonly layout: Layout })[];
}
