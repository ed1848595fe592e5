import { type Uri, workspace } from "vscode";
import type { ModelBeside, ModelRef } from "../../protocol/index.ts";
import { committedTexts, withCommittedTexts } from "../committed-texts.ts";
import type { ModelDocuments } from "../model-documents.ts";

/** A model of a file beside another one of it, or beside what it was at the last commit; or why there is none. */
export async function modelBeside(
  documents: ModelDocuments,
  uri: Uri,
  { model: id, other }: { readonly model: string; readonly other: string | null },
): Promise<ModelBeside<ModelRef> | string> {
  if (other === null && !workspace.isTrusted) return "git only runs in a trusted workspace.";
  const commit = other === null ? await committedTexts(uri) : null;
  if (typeof commit === "string") return commit;
  const ask = (texts: Readonly<Record<string, string | null>>) => documents.beside(uri, { id, other, texts });
  const { beside } = commit === null ? await ask({}) : await withCommittedTexts(commit, uri, ask);
  if (beside === null) return other === null ? "The last commit has no such model." : "The model is gone.";
  const { id: before, version } = beside.before;
  return { ...beside, before: { id: before, version } };
}
