import assert from "node:assert/strict";
import { afterEach, describe, it } from "mocha";
import {
  type CodeAction,
  type CodeLens,
  commands,
  type Hover,
  type InlayHint,
  languages,
  MarkdownString,
  Range,
  type TextDocument,
  workspace,
} from "vscode";
import { codeActions, lintCodes, refactorings } from "../../src/ide/index.ts";
import { problemDefinitions } from "../../src/problems/index.ts";
import { allSettings } from "../../src/settings/index.ts";
import { analysed, closeAll, openText, positionOf, until } from "./support/window.ts";

/* What the documents show before and after happens so in the window. */

describe("documented fixes", () => {
  afterEach(closeAll);
  for (const { id, example } of codeActions)
    it(id, async () => {
      const document = await openText(`fix-${id}.ts`, example.before);
      await until("a problem", () => problemsOf(document).length > 0);
      const everything = new Range(0, 0, document.lineCount, 0);
      await applied(document, { range: everything, kind: "quickfix", after: example.after });
    });
});

describe("documented refactorings", () => {
  afterEach(closeAll);
  for (const { id, kind, example } of refactorings)
    it(id, async () => {
      const marks = ["/*[*/", "/*]*/", "/*|*/"];
      const places = marks.map((mark) => example.before.indexOf(mark));
      const text = marks.reduce((rest, mark) => rest.replace(mark, ""), example.before);
      const document = await openText(`refactor-${id}.ts`, text);
      const [from = 0, to = 0, cursor = 0] = places;
      const [start, end] = from < 0 ? [cursor, cursor] : [from, to - "/*[*/".length];
      const range = new Range(document.positionAt(start), document.positionAt(end));
      await applied(document, { range, kind, after: example.after });
    });
});

describe("documented advice", () => {
  afterEach(closeAll);
  for (const { code, page } of problemDefinitions.filter(isAdvice))
    it(code, async () => {
      const document = await openText(`advice-${code}.ts`, page.example);
      await until(code, () => problemsOf(document).some((problem) => problem.code === code));
      const better = await openText(`better-${code}.ts`, page.instead ?? "");
      assert.deepEqual(
        problemsOf(better).filter((problem) => problem.code === code),
        [],
      );
    });
});

describe("documented settings", () => {
  afterEach(closeAll);
  for (const { key, group, example } of allSettings)
    if (group !== "Runs")
      it(key, async () => {
        const document = await openText(`setting-${key}.ts`, example.code);
        await until(example.before, async () => (await shownIn(document)).includes(example.before.trim()));
        const configuration = workspace.getConfiguration("cnnBlocks");
        await configuration.update(key, example.value);
        await until(`no ${example.before}`, async () => {
          await analysed(document);
          return !(await shownIn(document)).includes(example.before.trim());
        });
        if (example.after !== "")
          await until(example.after, async () => (await shownIn(document)).includes(example.after.trim()));
        await configuration.update(key, undefined);
        await until(example.before, async () => (await shownIn(document)).includes(example.before.trim()));
      });
});

function isAdvice({ code }: (typeof problemDefinitions)[number]): boolean {
  return lintCodes.some((one) => one === code);
}

interface Wanted {
  readonly range: Range;
  readonly kind: string;
  readonly after: string;
}

/** Applies the action that gives the text, and looks at the document. */
async function applied(document: TextDocument, { range, kind, after }: Wanted): Promise<void> {
  const action = await until(`an action that gives ${after}`, async () => {
    const found = await commands.executeCommand<CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      range,
      kind,
    );
    return found.find(
      ({ edit }) => edit !== undefined && textWith(document, edit.get(document.uri)) === after,
    );
  });
  assert.ok(action.edit);
  await workspace.applyEdit(action.edit);
  assert.equal(document.getText(), after);
}

function textWith(document: TextDocument, edits: readonly { range: Range; newText: string }[]): string {
  const places = edits.map(({ range, newText }, index) => {
    return { start: document.offsetAt(range.start), end: document.offsetAt(range.end), newText, index };
  });
  return places
    .sort((left, right) => right.start - left.start || right.index - left.index)
    .reduce(
      (text, { start, end, newText }) => text.slice(0, start) + newText + text.slice(end),
      document.getText(),
    );
}

function problemsOf({ uri }: TextDocument) {
  return languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === "cnn-blocks")
    .map(({ code, message }) => ({ code: typeof code === "object" ? code.value : code, message }));
}

/** The lines with their hints, the lenses, the hover over the class where it is constructed, and the problems. */
async function shownIn(document: TextDocument): Promise<readonly string[]> {
  const { uri } = document;
  const everything = new Range(0, 0, document.lineCount, 0);
  const hints = await commands.executeCommand<InlayHint[]>(
    "vscode.executeInlayHintProvider",
    uri,
    everything,
  );
  const lines = document
    .getText()
    .split("\n")
    .map((line, at) =>
      [line, ...hints.filter(({ position }) => position.line === at).map(labelOf)].join(" "),
    );
  const lenses = await commands.executeCommand<CodeLens[]>("vscode.executeCodeLensProvider", uri);
  const over = positionOf(document, document.getText().includes("new Net(") ? "new Net(" : "class Net", 5);
  const hovers = await commands.executeCommand<Hover[]>("vscode.executeHoverProvider", uri, over);
  const said = hovers
    .flatMap(({ contents }) => contents)
    .flatMap((content) => (content instanceof MarkdownString ? content.value : "").split("\n"));
  const all = [
    ...lines,
    ...lenses.map(({ command }) => command?.title ?? ""),
    ...said,
    ...problemsOf(document).map(({ message }) => message),
  ];
  return all.map((line) => line.replaceAll("&nbsp;", " ").trim());
}

function labelOf({ label }: InlayHint): string {
  return typeof label === "string" ? label : label.map(({ value }) => value).join("");
}
