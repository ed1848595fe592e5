/**
 * A tensor that a layer keeps: a learned weight or bias, or a buffer such as a running mean. Its numbers come from the seed
 * or from a file of weights when a model runs.
 */
export class Parameter {
  /** The layer's own name for it: `weight`. */
  readonly name: string;
  /** Sizes, outermost first: `[64, 3, 7, 7]`. */
  readonly shape: readonly number[];
  /** Whether training changes it. */
  requiresGrad: boolean;

  /** @internal */
  readonly isLearned: boolean;

  /** @internal */
  constructor(name: string, shape: readonly number[], isLearned: boolean) {
    this.name = name;
    this.shape = shape;
    this.isLearned = isLearned;
    this.requiresGrad = isLearned;
  }

  /** How many numbers it has. */
  numel(): number {
    return this.shape.reduce((count, size) => count * size, 1);
  }

  /** How many axes it has. */
  dim(): number {
    return this.shape.length;
  }

  /** How many axes it has. */
  get ndim(): number {
    return this.shape.length;
  }

  /** One size, counted from the end where `dim` is negative, or all of them. */
  size(): readonly number[];
  size(dim: number): number;
  size(dim?: number): number | readonly number[] {
    return dim === undefined ? this.shape : (this.shape.at(dim) as number);
  }

  /** Says whether training changes it; gives back the parameter itself. */
  requiresGrad_(requiresGrad = true): this {
    this.requiresGrad = requiresGrad;
    return this;
  }

  /** `Parameter [64, 3, 7, 7]` */
  toString(): string {
    return `Parameter [${this.shape.join(", ")}]`;
  }
}
