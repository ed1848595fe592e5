import type { NodeId } from "../../src/ir/index.ts";
import type { ModelDocument } from "../../src/protocol/index.ts";

/** A heading for one of a model's outputs: its name in the object that forward returns. */
export function outputTitle({ graph, outputNames }: ModelDocument, index: number): string {
  return outputNames[index] ?? (graph.outputs.length === 1 ? "Output" : `Output ${index + 1}`);
}

/** The names under which forward returns a node's value. */
export function outputNamesOf({ graph, outputNames }: ModelDocument, node: NodeId): readonly string[] {
  return graph.outputs.flatMap((id, index) => (id === node ? (outputNames[index] ?? []) : []));
}
