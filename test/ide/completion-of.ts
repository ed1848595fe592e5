import { nnSources } from "virtual:nn-sources";
import { type Completions, completionsAt, createView, createWorkspace } from "../../src/ide/index.ts";
import { defaultSettings } from "../../src/settings/index.ts";
import { atCursor, hostOf } from "./view-of.ts";

const files: Record<string, string> = {};
const workspace = createWorkspace(hostOf(files));

/** What is offered at the cursor of a text that begins with the usual import. */
export function completionOf(marked: string): Completions | null {
  const { text, offset } = atCursor(`import { F, nn, randn, type Tensor } from "cnn-blocks";\n${marked}`);
  files["/model.ts"] = text;
  const view = createView(workspace.analyze("/model.ts"), text, defaultSettings);
  return completionsAt({ view, workspace, library: nnSources }, offset);
}
