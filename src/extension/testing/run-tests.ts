import {
  type CancellationToken,
  Location,
  Range,
  type TestItem,
  type TestItemCollection,
  TestMessage,
  type TestRun,
  type TestRunRequest,
  Uri,
  workspace,
} from "vscode";
import type { FileTests, TestFault, TestOutcome } from "../../protocol/index.ts";
import { duration, exactCount } from "../../words/index.ts";
import type { App } from "../app.ts";
import { runOne } from "../run-one.ts";
import type { Leaf, TestTree } from "./test-tree.ts";

/**
 * Runs the tests of a request. If `analysed` is given, only those of that file, and without running its models: otherwise the
 * preview would run at every keystroke.
 */
export async function runTests(
  app: App,
  tree: TestTree,
  request: TestRunRequest,
  token: CancellationToken,
  analysed?: Uri,
): Promise<void> {
  const run = tree.controller.createTestRun(request);
  const files = filesOf(request.include ?? itemsIn(tree.controller.items)).filter(
    (uri) => analysed === undefined || uri.toString() === analysed.toString(),
  );
  for (const uri of files) {
    if (token.isCancellationRequested) break;
    const found = await tree.read(uri);
    const asked = leavesIn(request.include ?? itemsIn(tree.controller.items), request.exclude ?? []);
    for (const item of asked.filter((one) => one.uri?.toString() === uri.toString())) {
      const leaf = tree.leaf(item);
      if (leaf === undefined || (analysed !== undefined && leaf.kind === "run")) continue;
      if (token.isCancellationRequested || found === null) run.skipped(item);
      else await decide(app, run, { item, leaf, uri, found, token });
    }
  }
  run.end();
}

interface Test {
  readonly item: TestItem;
  readonly leaf: Leaf;
  readonly uri: Uri;
  readonly found: FileTests;
  readonly token: CancellationToken;
}

async function decide(app: App, run: TestRun, test: Test): Promise<void> {
  const { item, leaf, found } = test;
  run.started(item);
  if (leaf.kind === "run") return runModel(app, run, test, leaf.model);
  const outcome: TestOutcome | undefined = leaf.find(found)?.outcome;
  if (outcome === undefined) return run.skipped(item);
  if (outcome.kind === "passed") return run.passed(item);
  if (outcome.kind === "failed") return run.failed(item, await Promise.all(outcome.faults.map(message)));
  run.appendOutput(`${item.label}: ${outcome.words}\r\n`, undefined, item);
  run.skipped(item);
}

/** Runs a model in the preview: its outputs have the shapes that the analysis says, and are numbers. */
async function runModel(app: App, run: TestRun, test: Test, id: string): Promise<void> {
  const { item, uri, found, token } = test;
  const shapes = found.models.find((one) => one.id === id)?.outputs ?? [];
  const cancelling = token.onCancellationRequested(() => app.preview.cancel());
  const outcome = await runOne(app, uri, id);
  cancelling.dispose();
  if (outcome === null || outcome.kind === "cancelled") return run.skipped(item);
  if (outcome.kind === "refused") return run.failed(item, new TestMessage(outcome.message));
  const { name, outputs = [], milliseconds = 0, warmUpMilliseconds = 0 } = outcome.results[0] ?? {};
  const given = outputs.map(({ shape }) => shape.join("×")).join(", ");
  if (given !== shapes.join(", "))
    return run.failed(item, TestMessage.diff("The outputs have other shapes.", shapes.join(", "), given));
  const odd = outputs.reduce((sum, { notFinite }) => sum + notFinite, 0);
  if (odd > 0)
    return run.failed(
      item,
      new TestMessage(`${exactCount(odd)} of the outputs' numbers are NaN or infinite.`),
    );
  run.appendOutput(`${name}: median of ${duration(milliseconds)}\r\n`, undefined, item);
  run.passed(item, warmUpMilliseconds);
}

async function message({ message: text, at }: TestFault): Promise<TestMessage> {
  const uri = Uri.parse(at.file);
  const document = await workspace.openTextDocument(uri);
  const made = new TestMessage(text);
  made.location = new Location(uri, new Range(document.positionAt(at.start), document.positionAt(at.end)));
  return made;
}

function itemsIn(collection: TestItemCollection): readonly TestItem[] {
  return [...collection].map(([, item]) => item);
}

/** The files of items, each once. */
function filesOf(items: readonly TestItem[]): readonly Uri[] {
  const files = new Map(
    items.flatMap(({ uri }) => (uri === undefined ? [] : [[uri.toString(), uri] as const])),
  );
  return [...files.values()];
}

/** The tests at and below these items, but for those below an excluded one. */
function leavesIn(items: readonly TestItem[], exclude: readonly TestItem[]): readonly TestItem[] {
  return items.flatMap((item) => {
    if (exclude.includes(item)) return [];
    return item.children.size === 0 ? [item] : leavesIn(itemsIn(item.children), exclude);
  });
}
