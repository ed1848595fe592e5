import { type Attrs, known, type Start } from "../ir/index.ts";
import type { AnyOp } from "./op.ts";
import type { ReferenceTensor } from "./reference-tensor.ts";
import { mostSteps, type Origin } from "./starting-values.ts";

/** Weights that are written down, such as a filter that blurs, have fewer numbers; tables of more belong in a file of weights. */
const mostNumbers = 65_536;

/** What a parameter starts from that was calculated of written and constant numbers alone; null for anything else. */
export function calculatedStart<T>(
  made: T,
  originOf: (made: T) => Origin<T>,
  findOp: (kind: string) => AnyOp,
): Start | null {
  const calculated = calculate(made, mostSteps);
  return calculated && { data: "numbers", numbers: [...calculated.data] };

  function calculate(from: T, steps: number): ReferenceTensor | null {
    const { op: kind, attrs, inputs } = originOf(from);
    const op = findOp(kind);
    if (steps === 0 || isDrawn(attrs) || !isConcrete(attrs) || Object.keys(op.params(attrs)).length > 0)
      return null;
    const given = inputs.map((input) => calculate(input, steps - 1));
    if (!given.every((tensor) => tensor !== null)) return null;
    const { value: shape } = op.infer(
      attrs,
      given.map((tensor) => tensor.shape),
    );
    const count = shape.reduce<number>((product, size) => product * (known(size) ?? Number.NaN), 1);
    return count <= mostNumbers ? op.reference(attrs as never, given, {}) : null;
  }
}

/** Whether a source's numbers are random, or given from outside. */
function isDrawn({ fill }: Attrs): boolean {
  return fill !== undefined && fill !== "constant";
}

/** Whether no size is left open. */
function isConcrete(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isConcrete);
  return typeof value !== "object" || value === null || isPlain(value);
}

function isPlain(value: object): boolean {
  return !("kind" in value) && Object.values(value).every(isConcrete);
}
