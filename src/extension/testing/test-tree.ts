import {
  Range,
  type TestController,
  type TestItem,
  type TestItemCollection,
  type Uri,
  workspace,
} from "vscode";
import type { Range as Offsets } from "../../base/index.ts";
import type { FileTests, ModelTest, TestedModel } from "../../protocol/index.ts";
import type { App } from "../app.ts";

/** What a leaf of the tree holds: a test that the analysis decides, or that a model runs. */
export type Leaf =
  | { readonly kind: "analysis"; readonly find: (tests: FileTests) => ModelTest | undefined }
  | { readonly kind: "run"; readonly model: string };

export interface TestTree {
  readonly controller: TestController;
  /** Brings the tests of a file up to date, and gives them; null where it has no model. */
  read(uri: Uri): Promise<FileTests | null>;
  /** Marks the results of a file as those of an earlier text. */
  outdate(uri: Uri): void;
  /** Undefined for a file or a model. */
  leaf(item: TestItem): Leaf | undefined;
}

/** A file's models with their tests. Items keep their identity, because VS Code keeps their results by it. */
export function createTestTree({ server }: App, controller: TestController): TestTree {
  const leaves = new WeakMap<TestItem, Leaf>();

  function placed(into: TestItemCollection, id: string, label: string, uri: Uri): TestItem {
    const item = into.get(id) ?? controller.createTestItem(id, label, uri);
    item.label = label;
    return item;
  }
  function analysisItem(
    into: TestItemCollection,
    { id, label, range, outcome }: ModelTest,
    { uri, rangeOf }: TestFile,
    find: (tests: FileTests) => ModelTest | undefined,
  ): TestItem {
    const item = placed(into, id, label, uri);
    item.range = range === null ? undefined : rangeOf(range);
    item.description = outcome.kind === "passed" ? outcome.words : "";
    leaves.set(item, { kind: "analysis", find });
    return item;
  }
  function modelItem(into: TestItemCollection, model: TestedModel, file: TestFile): TestItem {
    const item = placed(into, `model ${model.id}`, model.name, file.uri);
    const children = model.budgets.map((test) =>
      analysisItem(item.children, test, file, ({ models }) =>
        models.find(({ id }) => id === model.id)?.budgets.find(({ id }) => id === test.id),
      ),
    );
    if (model.outputs !== null) {
      const run = placed(item.children, "run", `runs and gives ${model.outputs.join(", ")}`, file.uri);
      leaves.set(run, { kind: "run", model: model.id });
      children.push(run);
    }
    item.children.replace(children);
    return item;
  }
  return {
    controller,
    leaf: (item) => leaves.get(item),
    async read(uri) {
      const found = await server.request("cnnBlocks/tests", { uri: uri.toString() });
      if (found === null || found.models.length === 0) {
        controller.items.delete(uri.toString());
        return null;
      }
      const document = await workspace.openTextDocument(uri);
      const rangeOf = ({ start, end }: Offsets): Range =>
        new Range(document.positionAt(start), document.positionAt(end));
      const file: TestFile = { uri, rangeOf };
      const item = placed(controller.items, uri.toString(), workspace.asRelativePath(uri), uri);
      item.children.replace([
        analysisItem(item.children, found.problems, file, ({ problems }) => problems),
        ...found.models.map((model) => modelItem(item.children, model, file)),
      ]);
      controller.items.add(item);
      return found;
    },
    outdate(uri) {
      const file = controller.items.get(uri.toString());
      if (file !== undefined) controller.invalidateTestResults(file);
    },
  };
}

interface TestFile {
  readonly uri: Uri;
  readonly rangeOf: (offsets: Offsets) => Range;
}
