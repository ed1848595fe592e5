import { nnSources } from "virtual:nn-sources";
import { snippetSources } from "virtual:snippet-sources";
import {
  type AnalysisSources,
  type Completions,
  completionsAt,
  createView,
  createWorkspace,
  type SignatureHelp,
  signatureHelpAt,
} from "../../src/ide/index.ts";
import { defaultSettings } from "../../src/settings/index.ts";
import { atCursor, hostOf } from "./view-of.ts";

const files: Record<string, string> = {};
const workspace = createWorkspace(hostOf(files));

/** What is offered at the cursor of a text that begins with the usual import. */
export function completionOf(marked: string): Completions | null {
  return asked(marked, (sources, offset) => completionsAt(sources, offset, snippetSources));
}

/** What the signature help says at such a cursor. */
export function signatureHelpOf(marked: string): SignatureHelp | null {
  return asked(marked, signatureHelpAt);
}

/** What completions and signature help are made from at such a cursor, beside another file. */
export function completionSourcesAt(
  marked: string,
  beside: Readonly<Record<string, string>> = {},
): { readonly sources: AnalysisSources; readonly offset: number } {
  const { text, offset } = atCursor(`import { F, nn, randn, type Tensor } from "cnn-blocks";\n${marked}`);
  Object.assign(files, beside, { "/model.ts": text });
  const view = createView(workspace.analyze("/model.ts"), text, defaultSettings);
  return { sources: { view, workspace, library: nnSources, patience: Number.POSITIVE_INFINITY }, offset };
}

function asked<T>(marked: string, ask: (sources: AnalysisSources, offset: number) => T): T {
  const { sources, offset } = completionSourcesAt(marked);
  return ask(sources, offset);
}
