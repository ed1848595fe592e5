import { contentKey } from "../../base/index.ts";
import type { Graph, Node } from "../../ir/index.ts";
import type { ModelDocument } from "../../protocol/index.ts";

/** Adds the keys that identify a document from then on, so that graphs are never compared. */
export function withVersion(document: Omit<ModelDocument, "version" | "computation">): ModelDocument {
  return {
    ...document,
    version: contentKey(JSON.stringify(document)),
    computation: computationKey(document.graph),
  };
}

/** Leaves out what does not change a run: where things are written, and which module applied an op. */
function computationKey({ nodes, inputs, outputs }: Graph): string {
  const computed = nodes.map(({ op, attrs, inputs, shape, owner }: Node) => [
    op,
    attrs,
    inputs,
    shape,
    owner,
  ]);
  return contentKey(JSON.stringify([computed, inputs, outputs]));
}
