import { exactCount, memorySize, nodeTitle, textTable } from "../../ide/index.ts";
import { compilePlan, type Plan } from "../../runtime/index.ts";
import { chooseModels } from "../chosen-models.ts";
import { runnable } from "../runnable.ts";
import type { Command } from "./command.ts";

export const plan: Command = {
  name: "plan",
  summary: "the steps that a run would take, and the memory it would need",
  run(options, host) {
    const models = runnable(chooseModels(options, host), options, host);
    for (const { name, graph } of models) {
      const { value, problems } = compilePlan(graph);
      if (value === null) {
        host.complain(problems.map(({ message }) => `${name}: ${message}\n`).join(""));
        return 1;
      }
      const titles = graph.nodes.map((node) => nodeTitle(graph, node));
      host.print(options.json ? `${JSON.stringify(value, null, 2)}\n` : `${planText(value, titles)}\n`);
    }
    return models.length === 0 ? 1 : 0;
  },
};

function planText({ name, steps, memory }: Plan, titles: readonly string[]): string {
  const rows = steps.map(({ nodes, algorithm, calls, output, macs }, index) => [
    String(index + 1),
    nodes.map((id) => titles[id] ?? "").join(" + "),
    algorithm,
    String(calls.reduce((sum, { count }) => sum + count, 0)),
    `${output.shape.join("×")} ${output.layout} at ${output.address}`,
    exactCount(macs),
  ]);
  const table = textTable(["step", "computes", "algorithm", "calls", "output", "MACs"], rows, [
    "r",
    "l",
    "l",
    "r",
    "l",
    "r",
  ]);
  const words = [
    `memory ${memorySize(memory.bytes)}`,
    `constants ${memorySize(memory.constants.bytes)}`,
    `arena ${memorySize(memory.arena.bytes)} (largest live set ${memorySize(memory.largestLiveSet)})`,
  ];
  return `${name}\n\n${table}\n\n${words.join(", ")}\n`;
}
