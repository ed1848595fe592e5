import { nnSources } from "virtual:nn-sources";
import { analyze, type SourceHost } from "../../src/analyzer/index.ts";
import {
  type AnalysisSources,
  createView,
  createWorkspace,
  type View,
  type Workspace,
} from "../../src/ide/index.ts";
import { defaultSettings, type Settings } from "../../src/settings/index.ts";

/** Files that exist only in a test, by path. */
export function hostOf(files: Readonly<Record<string, string>>): SourceHost {
  return { library: nnSources, read: (path) => files[path] };
}

/** The view of `/model.ts` with this text, beside other files. */
export function viewOf(
  text: string,
  { files = {}, settings = defaultSettings }: { files?: Record<string, string>; settings?: Settings } = {},
): View {
  const host = hostOf({ "/model.ts": text, ...files });
  return createView(analyze(host, "/model.ts", {}), text, settings, host.read);
}

/** Removes the cursor's mark from a text. */
export function atCursor(marked: string): { readonly text: string; readonly offset: number } {
  const offset = marked.indexOf("/*|*/");
  if (offset < 0) throw new Error("The text has no cursor.");
  return { text: marked.replace("/*|*/", ""), offset };
}

export function workspaceOf(files: Readonly<Record<string, string>>): Workspace {
  return createWorkspace(hostOf(files));
}

/** What fixes and refactorings of a file with that text are made from. */
export function sourcesOf(text: string, beside: Readonly<Record<string, string>> = {}): AnalysisSources {
  const workspace = workspaceOf({ "/model.ts": text, ...beside });
  const view = createView(workspace.analyze("/model.ts"), text, defaultSettings, workspace.read);
  return { view, workspace, library: nnSources, patience: Number.POSITIVE_INFINITY };
}
