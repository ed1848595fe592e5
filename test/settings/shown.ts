import { analyze } from "../../src/analyzer/index.ts";
import { codeLenses, createView, hoverAt, inlayHints, problemsHere, type View } from "../../src/ide/index.ts";
import { settingsFrom } from "../../src/settings/index.ts";
import { hostOf } from "../ide/view-of.ts";

/**
 * What an editor shows in and around a file with one setting that is not its default: each lens, the first line of the hover over
 * the class where it is constructed, the lines with their hints, and the problems.
 */
export function shownWith(code: string, key: string, value: unknown): readonly string[] {
  const settings = settingsFrom((one) => (one === key ? value : undefined));
  const host = hostOf({ "/model.ts": code });
  const analysis = analyze(host, "/model.ts", { defaultInputSize: settings.defaultInputSize });
  const view = createView(analysis, code, settings, host.read);
  const lenses = settings.codeLens.enabled ? codeLenses(view).map(({ title }) => title) : [];
  const hover = settings.hover.enabled ? hoverAt(view, code.lastIndexOf("Net(")) : null;
  const over = hover?.markdown.split("\n")[0]?.trim() ?? [];
  return [lenses, over, linesWithHints(view), problemsHere(view).map(({ message }) => message)].flat();
}

function linesWithHints(view: View): readonly string[] {
  const hints = inlayHints(view, { start: 0, end: view.text.length });
  let at = 0;
  return view.text.split("\n").map((line) => {
    const [start, end] = [at, at + line.length];
    at = end + 1;
    const own = hints.filter(({ position }) => start <= position && position <= end);
    return [line, ...own.map(({ label }) => label)].join(" ");
  });
}
