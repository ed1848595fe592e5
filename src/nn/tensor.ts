import type { Attrs, Dim, Shape } from "../ir/index.ts";
import { findOp } from "../ops/index.ts";
import { evaluate } from "./evaluator.ts";
import { ModelError } from "./model-error.ts";
import type { Module } from "./module.ts";
import { currentScope, type Scope } from "./scope.ts";

/** How a tensor came about: the application of an op that gave it. */
export interface Application {
  readonly op: string;
  readonly attrs: Attrs;
  readonly inputs: readonly Tensor[];
  /** The module whose parameters the op uses. */
  readonly owner: Module | null;
  readonly scope: Scope | null;
}

/**
 * The one primitive: applies an op to tensors. Everything in `nn` comes down to it, and it is all that the analyzer
 * knows of `nn`. Wrong inputs throw a `ModelError` here, where a file runs; the analyzer reports them as problems.
 */
export function apply(op: string, attrs: Attrs, inputs: readonly Tensor[], owner: Module | null = null): Tensor {
  const { value: shape, problems } = findOp(op).infer(
    attrs,
    inputs.map((input) => input.dims),
  );
  const [problem] = problems;
  if (problem !== undefined) throw new ModelError(op, problem);
  return new Tensor(shape, { op, attrs, inputs, owner, scope: currentScope() });
}

/** Checks the attributes of a layer where it is constructed, and gives them back. */
export function attributes<A extends Attrs>(op: string, attrs: A): A {
  const [problem] = findOp(op).check(attrs);
  if (problem !== undefined) throw new ModelError(op, problem);
  return attrs;
}

/** A tensor: float32, NCHW where it is an image. It knows its shape at once and its numbers when they are asked for. */
export class Tensor {
  /** Sizes as the algebra has them; symbolic where a size was given by name. */
  readonly dims: Shape;
  readonly application: Application;

  constructor(dims: Shape, application: Application) {
    this.dims = dims;
    this.application = application;
  }

  /** Sizes, outermost first: `[1, 3, 224, 224]`. */
  get shape(): readonly number[] {
    return this.dims as readonly number[];
  }

  /** Computes the tensor on the bundled kernel; row-major. */
  data(): Promise<Float32Array> {
    return evaluate(this);
  }

  /** One size, counted from the end where `dim` is negative, or all of them. */
  size(): readonly number[];
  size(dim: number): number;
  size(dim?: number): number | readonly number[] {
    return dim === undefined ? this.shape : (this.shape.at(dim) as number);
  }

  /** The element-wise sum; shapes broadcast. */
  add(other: Tensor): Tensor {
    return apply("add", {}, [this, other]);
  }
}

export type Size = Dim | string;
