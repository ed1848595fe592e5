import type { Model } from "../../analyzer/index.ts";
import { isWithin, type ModulePath, type NodeId } from "../../ir/index.ts";
import { cutModule, modulesToRun } from "../../passes/index.ts";
import type { Instantiated } from "../../protocol/index.ts";
import { nodeTitle } from "../view/node-title.ts";
import type { View } from "../view/view.ts";
import { modelDocument } from "./documents.ts";
import { runObstacle } from "./run-obstacle.ts";

/**
 * One module of a model as a model of its own: that very instance, on inputs of the shapes that arrive at it. Of several calls
 * it is the first.
 */
export function modelPart(
  view: View,
  model: Model,
  path: ModulePath,
  addressOf?: (file: string) => string,
): Instantiated {
  const cut = cutModule(model.graph, model.calls, path);
  const refused = (reason: string): Instantiated => ({ ok: false, reason, problems: [] });
  if (cut === null) return refused(`${model.name} has nothing at ${path} that could run alone.`);
  const name = `${path} of ${model.name}`;
  const info = cut.graph.modules.find((module) => module.path === path);
  const calls = modulesToRun(model.graph, model.calls).get(path) ?? 1;
  const part: Model = {
    ...model,
    ...{ id: `${model.id}/${path}`, name, className: info?.className ?? "", graph: cut.graph },
    ...{ inputNames: cut.arrivals.map((id) => arrivalName(model, path, id)), outputNames: [] },
    ...{ construction: info?.source ?? null, call: null, declaration: null },
    ...{ inputFrom: "call", symbolic: false },
  };
  const obstacle = runObstacle(view, part);
  if (obstacle !== null) return refused(`${name} ${obstacle}`);
  return { ok: true, model: modelDocument(view, part, addressOf, { model: model.id, path, calls }) };
}

/** `x`, where it is an input of the model; `output of up1`, by the module beside the part that it comes from. */
function arrivalName({ graph, inputNames }: Model, path: ModulePath, id: NodeId): string {
  const given = inputNames[graph.inputs.indexOf(id)];
  if (given !== undefined) return given;
  const node = graph.nodes[id];
  if (node === undefined || graph.inputs.includes(id)) return "input";
  const [parts, own] = [node.module.split("."), path.split(".")];
  const beside = own.findIndex((part, index) => part !== parts[index]);
  const from = node.module === "" ? "" : parts.slice(0, beside + 1).join(".");
  return `output of ${isWithin(path, from) ? nodeTitle(graph, node) : from}`;
}
