import { summaryText } from "../models/summary-table.ts";
import { type AgentTool, answered } from "./agent-tool.ts";
import { commonInputs } from "./inputs.ts";
import { namedModel } from "./models.ts";

export const listLayers: AgentTool = {
  name: "list_layers",
  title: "List a CNN's layers",
  description:
    "Every layer of a CNN model in order: path, operation, output shape, parameters and MACs, then the totals with buffers and memory. What is unknown is listed as unknown, with the reason.",
  inputs: commonInputs,
  async answer(inputs, context) {
    const found = await namedModel(inputs, context);
    return found.ok ? answered(summaryText(found.value.view, [found.value.model])) : found;
  },
};
