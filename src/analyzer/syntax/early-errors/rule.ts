import type ts from "typescript";

/** What stands around a piece of syntax, as far as it decides what is allowed there. */
export interface Around {
  /** Whether the file imports or exports: then it is strict, and `await` may stand outside of functions. */
  readonly isModule: boolean;
  /** Whether `return` may stand here. */
  readonly isInFunction: boolean;
  /** Whether `new.target` may. */
  readonly hasNewTarget: boolean;
  readonly mayAwait: boolean;
  readonly mayYield: boolean;
  /** Whether `super()` may be called, and whether members of `super` may be read. */
  readonly mayCallSuper: boolean;
  readonly hasSuper: boolean;
  readonly isInLoop: boolean;
  readonly isInSwitch: boolean;
  readonly labels: readonly string[];
  /** Private names of the classes around. */
  readonly privates: ReadonlySet<string>;
}

/** A piece of syntax that no JavaScript engine takes, and why, as a sentence. */
export interface Fault {
  readonly node: ts.Node;
  readonly message: string;
}

/** Says what is wrong with a piece of syntax of some kinds. */
export interface EarlyErrorRule {
  readonly kinds: readonly ts.SyntaxKind[];
  faultOf(node: ts.Node, around: Around, source: ts.SourceFile): Fault | undefined;
}
