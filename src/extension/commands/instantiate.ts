import type { TextDocument } from "vscode";
import type { BlockOffer, ModelDocument, RunOutcome } from "../../protocol/index.ts";
import type { ModelServer } from "../model-server.ts";

type Made =
  | { readonly models: readonly ModelDocument[]; readonly refused?: undefined }
  | { readonly refused: Extract<RunOutcome, { kind: "refused" }> };

/** Analyses the blocks on one input. The first that does not accept it refuses for all. */
export async function instantiate(
  server: ModelServer,
  { uri }: TextDocument,
  blocks: readonly BlockOffer[],
  input: readonly number[],
): Promise<Made> {
  const models: ModelDocument[] = [];
  for (const { expression, name } of blocks) {
    const made = await server.request("cnnBlocks/instantiate", { uri: uri.toString(), expression, input });
    if (!made.ok) {
      const message = made.problems[0]?.message ?? "it does not construct a block";
      return { refused: refusal(`${name} on ${input.join("×")}: ${message}`) };
    }
    models.push(made.model);
  }
  return { models };
}

export function refusal(message: string): Extract<RunOutcome, { kind: "refused" }> {
  return { kind: "refused", message };
}
