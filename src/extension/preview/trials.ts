import { Range, type Uri, WorkspaceEdit, workspace } from "vscode";
import type { Handlers } from "../../base/index.ts";
import type { HostSide, TextChange } from "../../protocol/index.ts";
import type { ModelSources } from "./shown-model.ts";

type Requests = Handlers<HostSide>["requests"];

/** What the page asks for while numbers of the model are tried. */
export function trialRequests(
  { server, documents }: ModelSources,
  shown: () => Uri | undefined,
): Pick<Requests, "knobs" | "trial" | "applyTrial"> {
  const file = (): Uri => {
    const uri = shown();
    if (uri === undefined) throw new Error("No file is in view.");
    return uri;
  };
  return {
    knobs: (of) => server.request("cnnBlocks/knobs", { uri: file().toString(), ...of }),
    async trial({ values, ...of }) {
      const { model, ...trial } = await documents.trial(file(), of, values);
      return { ...trial, model: model && { id: model.id, version: model.version } };
    },
    async applyTrial({ values, ...of }) {
      const uri = file();
      const changes = await server.request("cnnBlocks/trialEdits", { uri: uri.toString(), ...of, values });
      return write(uri, changes);
    },
  };
}

/** Null where it is done, otherwise why it is not. */
async function write(uri: Uri, changes: readonly TextChange[]): Promise<string | null> {
  if (changes.length === 0) return "The file has no place for these values any more.";
  const document = await workspace.openTextDocument(uri);
  const edit = new WorkspaceEdit();
  for (const { start, end, before, text } of changes) {
    const range = new Range(document.positionAt(start), document.positionAt(end));
    if (document.getText(range) !== before) return "The file has changed meanwhile. Try again.";
    edit.replace(uri, range, text);
  }
  return (await workspace.applyEdit(edit)) ? null : "The file cannot be edited.";
}
