import { argumentNamed, constantsOf, type Plan, type Step } from "../runtime/index.ts";
import { byteSize, exactCount, textTable } from "../words/index.ts";

const columns: readonly (readonly [title: string, align: "l" | "r"])[] = [
  ["step", "r"],
  ["computes", "l"],
  ["algorithm", "l"],
  ["kernels", "l"],
  ["chunk", "r"],
  ["constants", "r"],
  ["output", "l"],
  ["bytes", "r"],
  ["address", "r"],
  ["MACs", "r"],
];

/** A plan to read: one line a step, then what the memory consists of. `titles` are the nodes' by their ids. */
export function planText(plan: Plan, titles: readonly string[]): string {
  const { name, steps, memory } = plan;
  const rows = steps.map((step, index) => [
    String(index + 1),
    step.nodes.map((id) => titles[id] ?? "").join(" + "),
    step.algorithm,
    kernelsOf(step),
    chunkOf(step),
    byteSize(constantsOf(plan, step).reduce((sum, { bytes }) => sum + bytes, 0)),
    `${step.output.shape.join("×")} ${step.output.layout}`,
    byteSize(outputBytes(step)),
    String(step.output.address),
    exactCount(step.macs),
  ]);
  const table = textTable(
    columns.map(([title]) => title),
    rows,
    columns.map(([, align]) => align),
  );
  const words = [
    `memory ${byteSize(memory.bytes)}`,
    `constants ${byteSize(memory.constants.bytes)}`,
    `arena ${byteSize(memory.arena.bytes)} (largest live set ${byteSize(memory.largestLiveSet)})`,
  ];
  return `${name}\n\n${table}\n\n${words.join(", ")}\n${legend}\n`;
}

const legend =
  "chunk: output pixels (for Winograd: tiles of 4×4) computed in one pass over the weights. Tiles are 4 to 6 pixels × 8 channels, depending on the kernel's build.";

/** `f32_conv × 7, f32_add`: each kernel once, with the number of its calls. */
function kernelsOf({ calls }: Step): string {
  const counts = new Map<string, number>();
  for (const { kernel, count } of calls) counts.set(kernel, (counts.get(kernel) ?? 0) + count);
  return [...counts].map(([kernel, count]) => (count === 1 ? kernel : `${kernel} × ${count}`)).join(", ");
}

function chunkOf({ calls }: Step): string {
  const chunks = calls.flatMap((call) => argumentNamed(call, "chunk") ?? []);
  return chunks.length === 0 ? "" : String(Math.max(...chunks));
}

/** The output's bytes in memory, rounded up to whole blocks. */
function outputBytes({ output: { shape, layout, image } }: Step): number {
  if (layout === "blocked") return image * (shape.length === 4 ? (shape[0] ?? 1) : 1);
  return 4 * shape.reduce((product, size) => product * size, 1);
}
