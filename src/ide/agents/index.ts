import type { Answer } from "../../protocol/index.ts";
import { type AgentTool, refused, type ToolContext } from "./agent-tool.ts";
import { analyse } from "./analyse.ts";
import { compare } from "./compare.ts";
import { explainProblem } from "./explain-problem.ts";
import { readInputs } from "./inputs.ts";
import { listLayers } from "./list-layers.ts";
import { run } from "./run.ts";
import { suggestFix } from "./suggest-fix.ts";

/** Every tool, one line each. */
export const agentTools: readonly AgentTool[] = [
  analyse,
  listLayers,
  compare,
  run,
  explainProblem,
  suggestFix,
];

/** Calls the tool of that name with arguments from an agent, which may be of any type. */
export async function callTool(name: string, given: unknown, context: ToolContext): Promise<Answer<string>> {
  const tool = agentTools.find((one) => one.name === name);
  if (tool === undefined)
    return refused(
      `There is no tool "${name}". The tools are ${agentTools.map((one) => one.name).join(", ")}.`,
    );
  const inputs = readInputs(tool, given);
  return inputs.ok ? tool.answer(inputs.value, context) : inputs;
}
