import type { Settings } from "../../settings/index.ts";
import { createView, type View } from "../view/view.ts";
import { createWorkspace } from "../view/workspace.ts";

/** Texts by file as they were; null for a file that was not there. */
export type EarlierTexts = ReadonlyMap<string, string | null>;

export interface EarlierView {
  readonly view: View;
  /** Files that the analysis asked for and whose earlier texts are not given: with them, the view may be another one. */
  readonly lacks: readonly string[];
}

/** The view of a file from earlier texts of it and of what it imports. The file's own text has to be among them. */
export function earlierView(
  library: Readonly<Record<string, string>>,
  file: string,
  texts: EarlierTexts,
  settings: Settings,
): EarlierView {
  const lacks = new Set<string>();
  const read = (path: string): string | undefined => {
    const text = texts.get(path);
    if (text === undefined) lacks.add(path);
    return text ?? undefined;
  };
  const { defaultInputSize } = settings;
  const analysis = createWorkspace({ library, read }).analyze(file, { defaultInputSize });
  return { view: createView(analysis, texts.get(file) ?? "", settings, read), lacks: [...lacks] };
}
