import { nodeTitle } from "../../ide/index.ts";
import { compilePlan } from "../../runtime/index.ts";
import { chooseModels } from "../chosen-models.ts";
import { planText } from "../plan-text.ts";
import { runnable } from "../runnable.ts";
import type { Command } from "./command.ts";

export const plan: Command = {
  name: "plan",
  summary: "the steps that a run would take, and the memory it would need",
  examples: [{ arguments: "plan model.ts", comment: "the steps of that run, and the memory it needs" }],
  run(options, host) {
    const models = runnable(chooseModels(options, host), options, host);
    for (const { name, graph } of models) {
      const { value, problems } = compilePlan(graph, { memory: options.memory });
      if (value === null) {
        host.complain(problems.map(({ message }) => `${name}: ${message}\n`).join(""));
        return 1;
      }
      const titles = graph.nodes.map((node) => nodeTitle(graph, node));
      const { origin: _graph, ...printed } = value;
      host.print(options.json ? `${JSON.stringify(printed, null, 2)}\n` : `${planText(value, titles)}\n`);
    }
    return models.length === 0 ? 1 : 0;
  },
};
