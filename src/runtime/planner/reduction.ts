import type { Reduction, ReductionLowering } from "../../ops/index.ts";
import { elements } from "../elements.ts";
import { call, type Draft } from "./draft.ts";
import type { FusedStage } from "./fusion/fused-program.ts";
import { permuted } from "./rearrange.ts";
import { inLayout, outputValue } from "./values.ts";

/** The numbers of src/kernel/reduction.ts. */
const reductionCodes: Readonly<Record<Reduction, number>> = {
  sum: 0,
  max: 1,
  min: 2,
  prod: 3,
  var: 4,
  std: 5,
  norm: 6,
  logsumexp: 7,
  argmax: 8,
  argmin: 9,
};

/** Over row-major data. Axes that do not touch are brought behind the others first. */
export function draftReduction(draft: Draft, stage: FusedStage, lowering: ReductionLowering): string {
  const { fn, axes, parameter } = lowering;
  const input = inLayout(draft, stage.inputs[0] ?? 0, "planar");
  const first = axes[0] ?? 0;
  const touch = axes.every((axis, index) => axis === first + index);
  const others = input.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const from = touch ? input : permuted(draft, input, [...others, ...axes]);
  const begin = touch ? first : others.length;
  const end = begin + axes.length;
  call(draft, "f32_reduce", {
    fn: reductionCodes[fn],
    input: from.at,
    output: outputValue(draft, stage, "planar").at,
    outer: elements(from.shape.slice(0, begin)),
    size: elements(from.shape.slice(begin, end)),
    inner: elements(from.shape.slice(end)),
    parameter,
  });
  return fn;
}
