import type { Start, StartWord } from "../ir/index.ts";
import { calculatedOfRandom, openStart } from "../ops/index.ts";
import { optionsOf } from "./arguments.ts";
import { enrolParameter } from "./running/is-module.ts";
import { enrolKept } from "./running/kept-starts.ts";
import { attributes, type KeptAttributes, startIn, startingFrom, Tensor, tensorOf } from "./tensor.ts";

/** How a layer keeps a tensor of its own. */
export interface KeptBy {
  readonly layer: object;
  readonly attrs: KeptAttributes;
}

/**
 * A tensor that a module keeps, and one like any other: `x.mul(this.gamma)`. The field that holds it is its name. Its numbers
 * come from a file of weights, or are made as its data say, when a model runs.
 */
export abstract class KeptTensor extends Tensor {
  /** Whether training changes it. */
  abstract readonly requiresGrad: boolean;
  /** @internal */
  readonly isLearned: boolean;
  /**
   * The starting values that `nn.init` chose; null where it chose none.
   * @internal
   */
  start: Start | null = null;

  /** @internal */
  constructor(data: Tensor | null, isLearned: boolean, by: KeptBy | null) {
    const attrs = by?.attrs ?? attributes("parameter", startingFrom(data, isLearned));
    const application = {
      op: "parameter",
      attrs: { ...attrs },
      inputs: [],
      owner: by?.layer ?? null,
      scope: null,
    };
    super(attrs.shape, application);
    this.isLearned = isLearned;
    enrolKept(application, this);
    if (by === null) enrolParameter(this, application);
  }

  /** @internal */
  override get isKept(): boolean {
    return true;
  }

  /** @internal */
  protected override filledWith(_: string, data: StartWord, numbers: readonly number[]): this {
    this.start = { data, numbers };
    return this;
  }

  /** @internal */
  override become(result: Tensor): void {
    this.start = startIn(result, this) ?? openStart(calculatedOfRandom);
  }
}

/** A learned tensor: `this.gamma = new nn.Parameter(ones(64, 1, 1).mul(1e-6))`. */
export class Parameter extends KeptTensor {
  /** Whether training changes it. */
  requiresGrad: boolean;

  /**
   * `data` are zeros, ones, written numbers and what is calculated of them, or random numbers, at most times or plus a number;
   * anything else throws.
   */
  constructor(data: Tensor, requiresGrad?: boolean | ParameterOptions);
  /** @internal */
  constructor(data: null, requiresGrad: boolean, by: KeptBy);
  constructor(
    data: Tensor | null,
    requiresGrad: boolean | ParameterOptions = true,
    by: KeptBy | null = null,
  ) {
    super(data, true, by);
    this.requiresGrad = asFlag(requiresGrad);
    // biome-ignore lint/correctness/noConstructorReturn: it is the tensor itself.
    return tensorOf(this);
  }

  /** Says whether training changes it; gives back the parameter itself. */
  requiresGrad_(requiresGrad = true): this {
    this.requiresGrad = requiresGrad;
    return this;
  }

  /** `Parameter [64, 3, 7, 7]` */
  override toString(): string {
    return `Parameter [${this.shape.join(", ")}]`;
  }
}

export interface ParameterOptions {
  /** Whether training changes it; true. */
  requiresGrad?: boolean | undefined;
}

function asFlag(given: boolean | ParameterOptions): boolean {
  if (typeof given !== "object") return given;
  const { requiresGrad = true } = optionsOf("parameter", given);
  return requiresGrad;
}

/** A tensor that is kept and not learned, such as a running mean: `this.mean = new nn.Buffer(zeros(64))`. */
export class Buffer extends KeptTensor {
  /**
   * `data` are zeros, ones, written numbers and what is calculated of them, or random numbers, at most times or plus a number;
   * anything else throws.
   */
  constructor(data: Tensor);
  /** @internal */
  constructor(data: null, by: KeptBy);
  constructor(data: Tensor | null, by: KeptBy | null = null) {
    super(data, false, by);
    // biome-ignore lint/correctness/noConstructorReturn: it is the tensor itself.
    return tensorOf(this);
  }

  /** Training does not change it. */
  get requiresGrad(): boolean {
    return false;
  }

  /** `Buffer [64]` */
  override toString(): string {
    return `Buffer [${this.shape.join(", ")}]`;
  }
}
