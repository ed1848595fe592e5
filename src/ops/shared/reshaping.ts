import { type Checked, faulty, ok } from "../../base/index.ts";
import {
  type Dim,
  differs,
  elementCount,
  equal,
  floorDivide,
  modulo,
  type Shape,
  unknownDim,
} from "../../ir/index.ts";
import type { OpProblem } from "../op.ts";
import { invalidAttribute, list, type Rule, whole } from "./attributes.ts";

/** The rule for sizes of which one may be left open. */
export const sizesWanted: Rule<readonly Dim[]> = {
  ...list(whole),
  expected: "sizes above 0, one of which may be -1",
  refused: (value) => [
    ...list(whole).refused(value),
    ...(Array.isArray(value)
      ? value.filter((size) => typeof size === "number" && (size === 0 || size < -1))
      : []),
  ],
};

/** Why a list with more than one −1 cannot be. */
export function oneFree(name: string, sizes: readonly Dim[]): readonly OpProblem[] {
  const free = sizes.filter((size) => size === -1).length;
  return free > 1 ? [invalidAttribute(name, sizes, "at most one -1")] : [];
}

/** Gives −1 what the other sizes leave of the input. */
export function fill(name: string, shape: Shape, from: Shape): Checked<Shape, OpProblem> {
  const free = shape.indexOf(-1);
  const [before, after] = withoutCommon(
    from,
    shape.filter((size) => size !== -1),
  );
  const fixed = elementCount(after);
  const total = elementCount(before);
  const unfit: OpProblem = {
    code: "reshape-mismatch",
    blame: { kind: "attr", name },
    data: { from, to: shape },
  };
  if (free < 0) return differs(total, fixed) ? faulty(shape, unfit) : ok(shape);
  if (differs(modulo(total, fixed), 0)) return faulty(shape.map(notFree), unfit);
  return ok(shape.map(notFree).with(free, floorDivide(total, fixed)));
}

/**
 * Both without the sizes that stand in both. Beside a batch of N, 16·⌊H / 16⌋ and H differ for certain once H is a number:
 * N times the one and N times the other do not, to an algebra that does not know that N is not 0.
 */
function withoutCommon(from: Shape, to: Shape): readonly [Shape, Shape] {
  const left = [...to];
  const before = from.filter((size) => {
    const at = left.findIndex((other) => equal(other, size));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [before, left];
}

export function notFree(size: Dim): Dim {
  return size === -1 ? unknownDim("the sizes do not fit") : size;
}
