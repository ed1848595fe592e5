import type { PermuteLowering, SliceLowering } from "../../ops/index.ts";
import { ints, type Named, node, type Translation } from "./words.ts";

/** Null for a part of a batch that only a run knows. */
export function translateSlice(named: Named, { axis, start }: SliceLowering): Translation | null {
  const { inputs, output, stage, sizes } = named;
  if (axis === 0 && typeof sizes[0] !== "number") return null;
  const constants = [
    { name: `${output}/starts`, shape: [1], data: [start] },
    { name: `${output}/ends`, shape: [1], data: [start + (stage.shape[axis] ?? 1)] },
    { name: `${output}/axes`, shape: [1], data: [axis] },
  ];
  const slice = node("Slice", [inputs[0] ?? "", ...constants.map(({ name }) => name)], output);
  return { nodes: [slice], constants };
}

/** Where the input's axes are more than one of the order's, it is reshaped before and after. */
export function translatePermute(named: Named, { sizes, order }: PermuteLowering): Translation | null {
  const { inputs, output, stage, shapes } = named;
  const [input = ""] = inputs;
  const transpose = { perm: ints(order) };
  const isOpen = named.sizes.some((size) => typeof size !== "number");
  if (sizes.join() === shapes[0]?.join()) {
    return { nodes: [node("Transpose", [input], output, transpose)], constants: [] };
  }
  // A batch that only a run knows is what the other sizes leave; it has to stay where it is.
  if (isOpen && order[0] !== 0) return null;
  const free = (all: readonly number[]) => (isOpen ? [-1, ...all.slice(1)] : all);
  const constants = [
    { name: `${output}/parts`, shape: [sizes.length], data: free(sizes) },
    { name: `${output}/shape`, shape: [stage.shape.length], data: free(stage.shape) },
  ];
  const nodes = [
    node("Reshape", [input, `${output}/parts`], `${output}/divided`),
    node("Transpose", [`${output}/divided`], `${output}/turned`, transpose),
    node("Reshape", [`${output}/turned`, `${output}/shape`], output),
  ];
  return { nodes, constants };
}
