import * as vscode from "vscode";
import type { App } from "../app.ts";
import { runForAgent } from "./run-for-agent.ts";

/**
 * What VS Code has had since 1.95. The extension runs in older versions, too, whose types know nothing of it; there, the
 * manifest's tools are ignored and none is registered.
 */
interface ToolsOfVsCode {
  readonly lm?: { registerTool?(name: string, tool: LanguageModelTool): vscode.Disposable };
  readonly LanguageModelToolResult: new (content: readonly object[]) => object;
  readonly LanguageModelTextPart: new (text: string) => object;
}

interface LanguageModelTool {
  invoke(options: { readonly input: unknown }): Promise<object>;
}

/** Registers the tools that the manifest lists. The server answers them from the editor's unsaved texts. */
export function registerLanguageModelTools(app: App): vscode.Disposable {
  const vs = vscode as unknown as ToolsOfVsCode;
  const { lm } = vs;
  if (lm?.registerTool === undefined) return vscode.Disposable.from();
  const { languageModelTools } = app.context.extension.packageJSON.contributes;
  const names: readonly string[] = languageModelTools.map(({ name }: { readonly name: string }) => name);
  const register = lm.registerTool.bind(lm);
  const tools = names.map((name) =>
    register(name, {
      async invoke({ input }) {
        const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.toString());
        const request = { name: name.replace(/^cnn_blocks_/, ""), given: input, folders };
        const answer = await app.server.request("cnnBlocks/tool", request);
        // The model reads the message and asks again.
        if (!answer.ok) throw new Error(answer.reason);
        return new vs.LanguageModelToolResult([new vs.LanguageModelTextPart(answer.value)]);
      },
    }),
  );
  const answering = app.server.answer("cnnBlocks/run", ({ uri, id }) => runForAgent(app, uri, id));
  return vscode.Disposable.from(answering, ...tools);
}
