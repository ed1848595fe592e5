import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { CallToolRequestSchema, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import type { ToolServer } from "../host.ts";

/**
 * Offers tools over standard input and output until the client closes them. This is a bundle of its own,
 * because the SDK would make every other command slower to start.
 */
export async function serveTools({ version, tools, call }: ToolServer): Promise<void> {
  const server = new Server(
    { name: "cnn-blocks", title: "CNN Blocks", version },
    { capabilities: { tools: {} } },
  );
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: tools.map((tool) => ({ ...tool, annotations: { readOnlyHint: true, openWorldHint: false } })),
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    const answer = await call(params.name, params.arguments ?? {});
    const text = answer.ok ? answer.value : answer.reason;
    return { content: [{ type: "text", text }], isError: !answer.ok };
  });
  const closed = new Promise<void>((resolve) => {
    server.onclose = resolve;
    process.stdin.once("end", () => void server.close());
  });
  await server.connect(new StdioServerTransport());
  await closed;
}
