import { whatIs } from "../base/index.ts";
import { type Attrs, printShape, type Shape, type Start } from "../ir/index.ts";
import { findOp, mayBeCopy, putBack, startOf, startOfInit } from "../ops/index.ts";
import type { Problem } from "../problems/index.ts";
import { refusedOperator } from "./arguments.ts";
import { authorSizes } from "./running/author-sizes.ts";
import { callable } from "./running/callable.ts";
import { evaluate } from "./running/evaluator.ts";
import { originFor } from "./running/kept-starts.ts";
import { ModelError } from "./running/model-error.ts";
import { type Lying, liesInOrder, liesScattered } from "./running/order.ts";
import { currentScope } from "./running/scope.ts";
import { enrolTensor } from "./running/states-in.ts";
import type { Application, Traced } from "./running/traced.ts";
import { nextStream } from "./streams.ts";
import { ComposedInPlaceMethods } from "./tensor/composed-in-place-methods.ts";
import { type DivOptions, toWhole } from "./tensor/division.ts";

/**
 * The one primitive: applies an op to tensors. Everything in `nn` comes down to it, and it is all that the
 * analyzer knows of `nn`. Wrong inputs throw a `ModelError` here, where a file runs; the analyzer reports
 * them as problems.
 */
export function apply(
  op: string,
  attrs: Attrs,
  inputs: readonly Tensor[],
  owner: object | null = null,
): Tensor {
  const scope = currentScope();
  const shapes = inputs.map((input) => asTensor(op, input).dims);
  const { value: shape, problems } = findOp(op).infer(attrs, shapes);
  const [problem] = problems;
  if (problem !== undefined) throw new ModelError({ op, attrs, inputs: shapes, owner, scope }, problem);
  const application = { op, attrs, inputs: inputs.map(({ state }) => state), owner, scope };
  const [source] = inputs;
  return new Tensor(shape, application, source && findOp(op).view ? { op, attrs, source } : null);
}

/** Checks attributes and returns them. A layer's are checked at its construction and at each call. */
export function attributes<A extends Attrs>(op: string, attrs: A, owner: object | null = null): A {
  const [problem] = findOp(op).check(attrs);
  if (problem !== undefined) {
    throw new ModelError({ op, attrs, inputs: [], owner, scope: currentScope() }, problem);
  }
  return attrs;
}

/**
 * The tensors that a layer of these attributes keeps, in PyTorch's order: what is learned, and buffers. Only one of them where
 * a name is given.
 */
export function keptTensors(op: string, attrs: Attrs, only?: string): readonly KeptAttributes[] {
  return Object.entries(findOp(op).params(attrs)).flatMap(([name, { shape, learned, init }]) => {
    if (only !== undefined && name !== only) return [];
    return [{ name, shape: shape as readonly number[], learned, ...startOfInit(init) }];
  });
}

/** The attributes of such a tensor where it is used by itself. */
export interface KeptAttributes extends Start {
  readonly name: string;
  readonly shape: readonly number[];
  readonly learned: boolean;
}

/** The attributes of a parameter that starts as the tensor does. */
export function startingFrom(data: Tensor | null, learned: boolean): Attrs & { readonly shape: Shape } {
  const given = asTensor("parameter", data as Tensor);
  const { data: word, numbers } = startIn(given) ?? { data: "calculated", numbers: [] };
  return { shape: given.dims, data: word, numbers, learned, name: "" };
}

/** What a kept tensor starts from when it is given this one, `into` being the kept tensor if it exists; null if not followed. */
export function startIn(tensor: Tensor, into: Tensor | null = null): Start | null {
  return startOf<Traced>(tensor.state, originFor(into));
}

/** What a kept tensor is where it is used: itself. The analyzer, to which it is an object, has a tensor for it. */
export function tensorOf<T extends Tensor>(kept: T): T {
  return kept;
}

/** The tensor that an op was given; throws where it is something else. */
export function asTensor(op: string, input: Tensor, name?: string): Tensor {
  if (input instanceof Tensor) {
    if (!input.renew()) throw refusedInput(op, { code: "changed-in-place", data: { why: "view" } });
    return input;
  }
  const data = { what: whatIs(input), ...(name !== undefined && { name }) };
  throw refusedInput(op, { code: "not-a-tensor", data });
}

/** Puts a result in the place of a tensor: everything that holds the tensor has the result from now on. */
export function overwrite<T extends Tensor>(op: string, tensor: T, result: Tensor): T {
  const { dims: shape } = asTensor(op, tensor);
  asTensor(op, result);
  if (tensor.isKept && currentScope() !== null && startIn(result) === null)
    throw refusedInput(op, { code: "changed-in-place", data: { why: "kept" } });
  if (printShape(result.dims) !== printShape(shape)) {
    const data = { why: "shape", shape, result: result.dims } as const;
    throw refusedInput(op, { code: "changed-in-place", data });
  }
  tensor.become(result);
  return tensor;
}

/** A copy where the numbers are certainly scattered in memory; else the tensor, which notes that it may be a copy in PyTorch. */
export function contiguousOf<T extends Tensor>(tensor: T): T {
  if (liesScattered(asTensor("identity", tensor))) return copyOf(tensor);
  tensor.becomeContiguous();
  return tensor;
}

/** The same numbers as a tensor of its own, which does not change when the other does. */
export function copyOf<T extends Tensor>(tensor: T): T {
  const { dims, application } = asTensor("identity", tensor);
  const copy = new Tensor(dims, application);
  copy.become(tensor);
  return copy as T;
}

/** The tensors of the list that one of these functions was given; throws where there is no list. */
export function tensorsIn(taker: "cat" | "stack" | "meshgrid", list: Iterable<Tensor>): readonly Tensor[] {
  if (typeof list === "object" && list !== null && Symbol.iterator in list) return [...list];
  throw refusedInput("cat", { code: "not-a-list", data: { taker, holds: "tensors", what: whatIs(list) } });
}

function refusedInput(op: string, problem: Problem): ModelError {
  const refusal = { op, attrs: {}, inputs: [], owner: null, scope: currentScope() };
  return new ModelError(refusal, problem);
}

/** Sizes by number, or by name where a number is to stay open; one by one or as one array. */
export type Sizes = readonly (Size | readonly Size[])[];

/** A size along one axis; a name such as `"N"` stands for any number. */
export type Size = number | string;

/** What a tensor and its views share, as in PyTorch. */
interface Storage {
  writes: number;
}

/** How a view was made, so that it can be made again when what it views has changed. */
interface View {
  readonly op: string;
  readonly attrs: Attrs;
  readonly source: Tensor;
}

/**
 * A tensor: float32, NCHW where it is an image. It knows its shape at once and its numbers when they are
 * asked for.
 */
export class Tensor extends ComposedInPlaceMethods {
  /** Sizes as the algebra has them; symbolic where a size was given by name. */
  readonly dims: Shape;
  /**
   * What it holds now. A tensor that is changed in place holds something else then.
   * @internal
   */
  state: Traced;
  readonly #view: View | null;
  readonly #storage: Storage;
  /** Whether it stands for what `contiguous()` made of a view as well, which may be a copy in PyTorch. */
  #isAlsoContiguous = false;
  /** How often the storage had been written to when these numbers were made. */
  #writes: number;

  /** @internal */
  constructor(dims: Shape, application: Application, view: View | null = null) {
    super();
    this.dims = dims;
    this.state = { dims, application };
    this.#view = view;
    this.#storage = view === null ? { writes: 0 } : view.source.#storage;
    this.#writes = this.#storage.writes;
    enrolTensor(this);
  }

  /** @internal */
  get application(): Application {
    return this.state.application;
  }

  /**
   * Makes it anew where it is a view of what has changed since; false where that is not followed.
   * @internal
   */
  renew(): boolean {
    if (this.#writes === this.#storage.writes) return true;
    const view = this.#view;
    if (view === null || this.#isPerhapsCopy || !view.source.renew()) return false;
    this.state = apply(view.op, view.attrs, [view.source]).state;
    this.#writes = this.#storage.writes;
    return true;
  }

  /** @internal */
  get laid(): Lying["laid"] {
    const view = this.#view;
    return { shape: this.dims, view: view && { rule: findOp(view.op).view, ...view } };
  }

  /** Whether PyTorch may have copied it, so that a change to either one may leave the other as it was. */
  get #isPerhapsCopy(): boolean {
    const view = this.#view;
    return (
      this.#isAlsoContiguous || (view !== null && mayBeCopy(findOp(view.op).view, liesInOrder(view.source)))
    );
  }

  /**
   * What it holds now; throws if what it views was changed in a way that is not followed.
   * @internal
   */
  get held(): Traced {
    return asTensor("identity", this).state;
  }

  /** @internal */
  get isKept(): boolean {
    return false;
  }

  /** @internal */
  become(result: Tensor): void {
    const changed = this.#changedBy(result);
    this.#storage.writes += 1;
    for (const [tensor, { state }] of changed) {
      tensor.state = state;
      tensor.#writes = this.#storage.writes;
    }
  }

  /** @internal */
  becomeContiguous(): void {
    if (!liesInOrder(this)) this.#isAlsoContiguous = true;
  }

  /** The tensors that change, each with its new numbers: this one, and what it is a view of as far as that is followed. */
  #changedBy(result: Tensor): readonly (readonly [Tensor, Tensor])[] {
    const changed: [Tensor, Tensor][] = [[this, result]];
    let [part, numbers]: [Tensor, Tensor] = [this, result];
    for (let view = part.#view; view !== null; view = part.#view) {
      const whole = part.#isPerhapsCopy ? null : wholeBehind(view, part, numbers);
      if (whole === null) break;
      [part, numbers] = [view.source, whole];
      changed.push([part, numbers]);
    }
    return changed;
  }

  /** The same numbers as a tensor of its own, which does not change when this one is changed in place. */
  override clone(): this {
    return copyOf(this);
  }

  /** The same numbers in consecutive memory: the tensor itself if they are laid out so already, otherwise a copy, as in PyTorch. */
  override contiguous(): this {
    return contiguousOf(this);
  }

  /** @internal */
  protected override overwritten(op: string, result: Tensor): this {
    return overwrite(op, this, asTensor(op, result));
  }

  /** Sizes, outermost first: `[1, 3, 224, 224]`. JavaScript cannot calculate with one that was given by name. */
  override get shape(): readonly number[] {
    return authorSizes(this.dims);
  }

  /**
   * The tensor itself, and called it computes its numbers on the bundled kernel, row-major: `await x.data()`. As in PyTorch,
   * `m.weight.data.fill_(1)` and `m.weight.data = ones(8)` change what a tensor holds.
   */
  get data(): this & (() => Promise<Float32Array>) {
    const data = callable(this, () => evaluate(this.held));
    enrolTensor(data);
    return data;
  }

  set data(numbers: Tensor) {
    this.copy_(numbers);
  }

  /** `Tensor [N, 64, 56, 56]` */
  override toString(): string {
    return `Tensor ${printShape(this.dims)}`;
  }

  /** Operators would give a text or NaN. In a text, a tensor is its shape. */
  [Symbol.toPrimitive](hint: string): string {
    if (hint === "string") return this.toString();
    throw refusedOperator();
  }

  /** @internal */
  protected override applied(op: string, attrs: Attrs, others: readonly (Tensor | number)[] = []): this {
    return apply(op, attributes(op, attrs), [this, ...others.map(operand)]) as this;
  }

  /** @internal */
  protected override source(fill: "randn" | "rand" | "constant", value: number): Tensor {
    return source(fill, value, this.shape);
  }

  /** How many axes it has. */
  dim(): number {
    return this.dims.length;
  }

  /** How many axes it has. */
  get ndim(): number {
    return this.dims.length;
  }

  /** The element-wise sum; shapes broadcast. */
  add(other: Tensor | number): Tensor {
    return apply("add", {}, [this, operand(other)]);
  }

  /** The element-wise difference; shapes broadcast. */
  sub(other: Tensor | number): Tensor {
    return apply("sub", {}, [this, operand(other)]);
  }

  /** The element-wise product; shapes broadcast. */
  mul(other: Tensor | number): Tensor {
    return apply("mul", {}, [this, operand(other)]);
  }

  /** The element-wise quotient, which `roundingMode` makes whole; shapes broadcast. */
  div(other: Tensor | number, options: DivOptions = {}): Tensor {
    return toWhole(apply("div", {}, [this, operand(other)]), options);
  }

  /** The same numbers under the shape that another tensor has. */
  reshapeAs(other: Tensor): this {
    return this.reshape(asTensor("reshape", other).shape);
  }

  /** `reshapeAs` under PyTorch's older name. */
  viewAs(other: Tensor): this {
    return this.reshapeAs(other);
  }

  /** `expand` to the shape that another tensor has. */
  expandAs(other: Tensor): this {
    return this.expand(asTensor("expand", other).shape);
  }

  /** `value` where the mask is not 0, the tensor's own numbers elsewhere; the shapes broadcast. */
  maskedFill(mask: Tensor, value: number): Tensor {
    return apply("where", {}, [mask, operand(value), this]);
  }

  /** The product of matrices, the last two axes of both; the axes before them broadcast. */
  matmul(other: Tensor): Tensor {
    return apply("matmul", { as: "matmul" }, [this, other]);
  }

  /** The product of two matrices. */
  mm(other: Tensor): Tensor {
    return apply("matmul", { as: "mm" }, [this, other]);
  }

  /** The products of two batches of matrices. */
  bmm(other: Tensor): Tensor {
    const [left, right] = [this.size(0), asTensor("matmul", other).size(0)];
    if (left < right || left > right)
      throw new RangeError(
        `bmm takes as many matrices from both, not ${left} and ${right}; matmul broadcasts.`,
      );
    return apply("matmul", { as: "bmm" }, [this, other]);
  }
}

/** A number among tensors is a constant without axes, which broadcasts. */
export function operand(value: Tensor | number): Tensor {
  if (typeof value !== "number") return value;
  return source("constant", value, []);
}

/** A tensor that nothing was calculated for. Each source of random numbers has a stream of its own. */
export function source(fill: "given" | "randn" | "rand" | "constant", value: number, sizes: Sizes): Tensor {
  const stream = fill === "constant" ? 0 : nextStream();
  return apply("input", attributes("input", { shape: sizes.flat(), fill, value, stream }), []);
}

/** What is viewed, with the view's new numbers in it; null where that is not followed. */
function wholeBehind({ op, attrs, source }: View, part: Tensor, changed: Tensor): Tensor | null {
  const viewed = (): Tensor | null => (!source.isKept && source.renew() ? source : null);
  const shapes = { source: source.dims, part: part.dims };
  return putBack<Tensor>(findOp(op).view, { attrs, ...shapes, viewed, changed, apply });
}
