import { FillingMethods } from "./filling-methods.ts";

/** Methods that keep one triangle of matrices, which stand in the last two axes. */
export abstract class TriangleMethods extends FillingMethods {
  /** The numbers on and below a diagonal, 0 elsewhere; the diagonal lies `diagonal` places to the right of the main one. */
  tril(diagonal = 0): this {
    return this.keptWhere("tril", (below) => below.ge(-diagonal));
  }

  /** The numbers on and above a diagonal, 0 elsewhere; the diagonal lies `diagonal` places to the right of the main one. */
  triu(diagonal = 0): this {
    return this.keptWhere("triu", (below) => below.le(-diagonal));
  }

  /**
   * `below` has how many rows each place is below the main diagonal.
   * @internal
   */
  private keptWhere(taker: string, isKept: (below: TriangleMethods) => TriangleMethods): this {
    const rank = this.shape.length;
    if (rank < 2) throw new RangeError(`${taker} takes matrices, and this tensor has ${rank} axes.`);
    let plane = this.source("constant", 1);
    for (let axis = 2; axis < rank; axis++) plane = plane.select(0, 0);
    const below = plane.cumsum(-2).applied("sub", {}, [plane.cumsum(-1)]);
    return isKept(below).applied("where", {}, [this, 0]) as this;
  }

  /** @internal */
  protected abstract override source(fill: "randn" | "rand" | "constant", value: number): TriangleMethods;
}
