import type { Attrs, CallScope, Shape } from "../../ir/index.ts";

/*
 * Tensors and modules as this folder sees them. Their own classes import it, so it names what it needs of them and not
 * the classes.
 */

/** In whose forward an op is applied. Modules are objects here: only who they are and their class matter. */
export type Scope = CallScope<object>;

/** How a tensor came about: the application of an op that gave it. */
export interface Application {
  readonly op: string;
  readonly attrs: Attrs;
  readonly inputs: readonly Traced[];
  /** The module whose parameters the op uses. */
  readonly owner: object | null;
  readonly scope: Scope | null;
}

/** A tensor with its past. */
export interface Traced {
  readonly dims: Shape;
  readonly application: Application;
}
