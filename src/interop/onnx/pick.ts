import type { PickLowering } from "../../ops/index.ts";
import type { OnnxNode, OnnxTensor } from "./onnx-model.ts";
import { int, type Named, node, scalar, type Translation } from "./words.ts";

/**
 * Axis by axis: a stretch in equal steps is a `Slice`, any other choice of places a `Gather`; what has no source is a
 * `Pad` around all of it. Null where nothing of the input is left, or a batch that only a run knows is picked from.
 */
export function translatePick(named: Named, { sizes, places, fill }: PickLowering): Translation | null {
  const { inputs, output, stage, shapes } = named;
  if (places.some((all) => all?.every((place) => place < 0))) return null;
  const isOpen = named.sizes.some((size) => typeof size !== "number");
  if (isOpen && places[0] !== null) return null;
  const steps: UnnamedNode[] = [];
  if (sizes.join() !== shapes[0]?.join()) steps.push(reshaping(output, "parts", sizes, isOpen));
  for (const [axis, all] of places.entries()) {
    const sources = (all ?? []).filter((place) => place >= 0);
    if (sources.length > 0 && !isWhole(sources, sizes[axis] ?? 1)) steps.push(picking(output, axis, sources));
  }
  if (places.some((all) => all?.includes(-1))) steps.push(padding(named, places, fill));
  const picks = places.map((all, axis) => all?.length ?? sizes[axis] ?? 1);
  if (picks.join() !== stage.shape.join()) steps.push(reshaping(output, "shape", stage.shape, isOpen));
  return chained(inputs[0] ?? "", output, steps);
}

/** A node whose input and output are still to be named, with the constants that it reads behind its input. */
interface UnnamedNode {
  readonly op: string;
  readonly constants: readonly OnnxTensor[];
  readonly attributes?: OnnxNode["attributes"];
}

function isWhole(places: readonly number[], size: number): boolean {
  return places.length === size && places.every((place, i) => place === i);
}

function reshaping(output: string, name: string, sizes: readonly number[], isOpen: boolean): UnnamedNode {
  const data = isOpen ? [-1, ...sizes.slice(1)] : sizes;
  return { op: "Reshape", constants: [{ name: `${output}/${name}`, shape: [sizes.length], data }] };
}

function picking(output: string, axis: number, places: readonly number[]): UnnamedNode {
  const [start = 0, second = start + 1] = places;
  const step = second - start;
  const name = (word: string): string => `${output}/${word}${axis}`;
  if (step === 0 || places.some((place, i) => place !== start + i * step)) {
    const indices = { name: name("indices"), shape: [places.length], data: places };
    return { op: "Gather", constants: [indices], attributes: { axis: int(axis) } };
  }
  const end = start + places.length * step;
  // Before the first place, counting would begin at the end.
  const bounds = { starts: start, ends: end < 0 ? beforeAll : end, axes: axis, steps: step };
  const constants = Object.entries(bounds).map(([word, value]) => ({
    name: name(word),
    shape: [1],
    data: [value],
  }));
  return { op: "Slice", constants };
}

/** What ONNX takes for the end of a slice that runs back to the first place. */
const beforeAll = -(2 ** 31);

function padding(named: Named, places: PickLowering["places"], fill: number): UnnamedNode {
  const before = places.map((all) => Math.max(all?.findIndex((place) => place >= 0) ?? 0, 0));
  const behind = places.map((all) =>
    all === null || all === undefined ? 0 : all.length - 1 - all.findLastIndex((place) => place >= 0),
  );
  const pads = { name: `${named.output}/pads`, shape: [places.length * 2], data: [...before, ...behind] };
  return { op: "Pad", constants: [pads, scalar(named, "fill", fill)] };
}

/** One node after the other; the last one bears the output's name. */
function chained(input: string, output: string, steps: readonly UnnamedNode[]): Translation {
  if (steps.length === 0) return { nodes: [node("Identity", [input], output)], constants: [] };
  let from = input;
  const nodes = steps.map(({ op, constants, attributes }, i) => {
    const to = i === steps.length - 1 ? output : `${output}/${i}`;
    const made = node(op, [from, ...constants.map(({ name }) => name)], to, attributes);
    from = to;
    return made;
  });
  return { nodes, constants: steps.flatMap(({ constants }) => constants) };
}
