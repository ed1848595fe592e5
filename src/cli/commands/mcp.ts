import { agentTools, callTool, inputSchema } from "../../ide/index.ts";
import { toolContext } from "../mcp/tool-context.ts";
import type { Command } from "./command.ts";

export const mcp: Command = {
  name: "mcp",
  summary: "tools for agents over the Model Context Protocol, on standard input and output",
  files: "none",
  examples: [
    { arguments: "mcp", comment: "tools for agents (MCP): the files of this folder, which are only read" },
  ],
  async run(options, host) {
    const context = toolContext(options, host);
    await host.serveTools({
      version: host.version,
      tools: agentTools.map((tool) => ({
        name: tool.name,
        title: tool.title,
        description: tool.description,
        inputSchema: inputSchema(tool),
      })),
      call: (name, given) => callTool(name, given, context),
    });
    return 0;
  },
};
