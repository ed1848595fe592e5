import { agentTools, inputSchema } from "../../src/ide/index.ts";
import type { GeneratedJson } from "./generated.ts";

/** The tools for agents as VS Code lists them. */
export const languageModelTools: GeneratedJson = {
  file: "package.json",
  path: ["contributes", "languageModelTools"],
  make: () =>
    agentTools.map((tool) => ({
      name: `cnn_blocks_${tool.name}`,
      displayName: tool.title,
      toolReferenceName: `cnn_${tool.name}`,
      canBeReferencedInPrompt: true,
      icon: "$(circuit-board)",
      modelDescription: tool.description,
      userDescription: tool.description,
      inputSchema: inputSchema(tool),
    })),
};
