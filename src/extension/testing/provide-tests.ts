import {
  type CancellationToken,
  Disposable,
  TestRunProfileKind,
  type TestRunRequest,
  tests,
  Uri,
} from "vscode";
import type { App } from "../app.ts";
import { section } from "../settings.ts";
import { findModelFiles } from "./find-model-files.ts";
import { runTests } from "./run-tests.ts";
import { createTestTree, type TestTree } from "./test-tree.ts";

/** Milliseconds without an analysis after which the tree of an edited file is brought up to date. */
const quiet = 600;

/**
 * The tests of the Testing view: that a file has no errors, and that its models keep to their `@budget` and run. They are
 * registered with the first file that has a model. Before that, VS Code would show an empty view.
 */
export function provideTests(app: App): Disposable {
  let made: Disposable | undefined;
  const first = app.server.onDidAnalyze(({ uri, models }) => {
    if (models.length === 0) return;
    first.dispose();
    made = createTests(app, Uri.parse(uri));
  });
  return new Disposable(() => {
    first.dispose();
    made?.dispose();
  });
}

function createTests(app: App, file: Uri): Disposable {
  const controller = tests.createTestController(section, "CNN Blocks");
  const tree = createTestTree(app, controller);
  const readAll = async (): Promise<void> => {
    for (const uri of await findModelFiles()) await tree.read(uri);
  };
  controller.resolveHandler = (item) => (item === undefined ? readAll() : undefined);
  controller.refreshHandler = readAll;
  controller.createRunProfile(
    "Run",
    TestRunProfileKind.Run,
    (request, token) => answer(app, tree, request, token),
    true,
    undefined,
    true,
  );
  void tree.read(file);
  return Disposable.from(controller, follow(app, tree));
}

/** Keeps the tests of open files up to date. */
function follow({ server }: App, tree: TestTree): Disposable {
  const waiting = new Map<string, ReturnType<typeof setTimeout>>();
  const listening = server.onDidAnalyze(({ uri }) => {
    clearTimeout(waiting.get(uri));
    // Before a continuous run has new ones.
    tree.outdate(Uri.parse(uri));
    const read = (): void => {
      waiting.delete(uri);
      void tree.read(Uri.parse(uri));
    };
    waiting.set(uri, setTimeout(read, quiet));
  });
  return new Disposable(() => {
    listening.dispose();
    for (const timer of waiting.values()) clearTimeout(timer);
  });
}

/** Runs the tests of a request. A continuous one runs them again after each analysis, except those that run a model. */
async function answer(
  app: App,
  tree: TestTree,
  request: TestRunRequest,
  token: CancellationToken,
): Promise<void> {
  await runTests(app, tree, request, token);
  if (!request.continuous || token.isCancellationRequested) return;
  const again = app.server.onDidAnalyze(({ uri }) => {
    void runTests(app, tree, request, token, Uri.parse(uri));
  });
  token.onCancellationRequested(() => again.dispose());
}
