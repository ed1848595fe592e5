import type { Model } from "../../analyzer/index.ts";
import { answered, callTool, refused, type ToolContext } from "../../ide/index.ts";
import type { AgentRun, Answer, ClientRequests, ServerRequests } from "../../protocol/index.ts";
import { fileOf, uriOf } from "../files.ts";
import { analysisSources } from "./analysis-sources.ts";
import type { Feature, FeatureContext } from "./feature.ts";

type Request = ServerRequests["cnnBlocks/tool"];

/** The tools for agents, of which the extension's side only knows the names. */
export const tools: Feature = (context) => {
  const { connection, boundary } = context;
  const nothing = refused("The analysis failed; the output channel has the details.");
  const guarded = boundary.guarded<[Request["params"]], Request["result"]>(
    "cnnBlocks/tool",
    nothing,
    async ({ name, given, folders }) => callTool(name, given, toolContext(context, folders)),
  );
  connection.onRequest("cnnBlocks/tool", (params: Request["params"]): Promise<unknown> => guarded(params));
};

function toolContext(context: FeatureContext, folders: readonly string[]): ToolContext {
  const { connection, views } = context;
  return {
    folders: folders.map(fileOf),
    async open(file) {
      const view = await views.view(uriOf(file));
      if (view !== null) return answered(analysisSources(context, view));
      return refused(`There is no file ${file} that imports cnn-blocks.`);
    },
    run(file, { id }: Model): Promise<Answer<AgentRun>> {
      const params: ClientRequests["cnnBlocks/run"]["params"] = { uri: uriOf(file), id };
      return connection.sendRequest<Answer<AgentRun>>("cnnBlocks/run", params);
    },
  };
}
