import type { SourceHost } from "../../src/analyzer/index.ts";
import {
  type AnalysisSources,
  createView,
  createWorkspace,
  type OfferedAction,
} from "../../src/ide/index.ts";
import { defaultSettings } from "../../src/settings/index.ts";
import { authorHost } from "../analyzer/author-host.ts";

/** Analyses texts in the place of a file of the corpus, with all that fixes and refactorings need. */
export function newSources(): (path: string, text: string) => AnalysisSources {
  const disk = authorHost();
  let own = { path: "", text: "" };
  const host: SourceHost = { ...disk, read: (path) => (path === own.path ? own.text : disk.read(path)) };
  const workspace = createWorkspace(host);
  return (path, text) => {
    own = { path, text };
    const view = createView(workspace.analyze(path), text, defaultSettings, host.read);
    return { view, workspace, library: disk.library, patience: Number.POSITIVE_INFINITY };
  };
}

/** A text with the edits of an offer. Those at the same place keep their order. */
export function textAfter(text: string, { edits }: Pick<OfferedAction, "edits">): string {
  const backwards = [...edits].reverse().sort((a, b) => b.at.start - a.at.start);
  return backwards.reduce(
    (rest, { at, text: instead }) => rest.slice(0, at.start) + instead + rest.slice(at.end),
    text,
  );
}
