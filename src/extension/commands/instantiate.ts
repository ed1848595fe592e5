import type { TextDocument } from "vscode";
import type { GivenShape } from "../../base/index.ts";
import type { BlockOffer, ModelDocument, RunOutcome } from "../../protocol/index.ts";
import type { ModelDocuments } from "../model-documents.ts";

type Made =
  | { readonly models: readonly ModelDocument[]; readonly refused?: undefined }
  | { readonly refused: Extract<RunOutcome, { kind: "refused" }> };

/** Analyses the blocks on one input. If a block does not accept it, nothing is made. */
export async function instantiate(
  documents: ModelDocuments,
  { uri }: TextDocument,
  blocks: readonly BlockOffer[],
  inputs: readonly GivenShape[],
): Promise<Made> {
  const models: ModelDocument[] = [];
  for (const { expression, name } of blocks) {
    const made = await documents.instantiate(uri, expression, inputs);
    if (!made.ok) {
      return { refused: refusal(`${name}: ${made.reason}`) };
    }
    models.push(made.model);
  }
  return { models };
}

export function refusal(message: string): Extract<RunOutcome, { kind: "refused" }> {
  return { kind: "refused", message };
}
