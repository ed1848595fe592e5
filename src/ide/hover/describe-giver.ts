import { argumentsOfCall, isDottedNameAt, type ModuleFact } from "../../analyzer/index.ts";
import { type Graph, isWithin, type ModulePath, type Node } from "../../ir/index.ts";
import type { View } from "../view/view.ts";
import { code } from "./markdown.ts";

/** Where a module's input comes from: ` from conv1`, or ` from x` where no layer made it; "" where that has no name. */
export function giverWords(view: View, modules: readonly ModuleFact[]): string {
  for (const { model, path } of modules.flatMap(({ places }) => places)) {
    const { graph } = view.model(model);
    const first = graph.nodes.find(
      ({ owner, module, inputs }) => inputs.length > 0 && isWithin(owner ?? module, path),
    );
    const name = first === undefined ? null : (layerBefore(graph, first, path) ?? argumentName(view, first));
    if (name !== null) return ` from ${code(name)}`;
  }
  return "";
}

/** The nearest layer or block above a node: functions have no names. Null where several tensors meet on the way. */
function layerBefore(graph: Graph, { inputs: [input] }: Node, path: ModulePath): string | null {
  for (let at = graph.nodes[input ?? -1]; at !== undefined; at = graph.nodes[at.inputs[0] ?? -1]) {
    const made = at.owner ?? at.module;
    if (!isWithin(path, made)) return nameBeside(made, path);
    if (at.inputs.length !== 1) return null;
  }
  return null;
}

/** The part of a path that stands beside that of another module, as the class around both names it. */
function nameBeside(path: ModulePath, other: ModulePath): string {
  const [names, others] = [path.split("."), other.split(".")];
  const fork = names.findIndex((name, index) => name !== others[index]);
  const name = names[fork] ?? path;
  // An index says nothing without its list.
  return /^\d+$/.test(name) ? names.slice(0, fork + 1).join(".") : name;
}

/** The name that is passed to the call which made a node: `x` in `this.conv(x)`. */
function argumentName(view: View, { source }: Node): string | null {
  if (source?.file !== view.analysis.file) return null;
  const [given] = argumentsOfCall(view.parsed(), source);
  return given !== undefined && isDottedNameAt(view.parsed(), given)
    ? view.text.slice(given.start, given.end)
    : null;
}
