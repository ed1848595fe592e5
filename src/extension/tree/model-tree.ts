import {
  Disposable,
  EventEmitter,
  type TextDocument,
  type TreeDataProvider,
  type TreeView,
  Uri,
  window,
} from "vscode";
import type { OutlineItem } from "../../protocol/index.ts";
import type { App } from "../app.ts";
import { isModelFile } from "../model-files.ts";
import { section } from "../settings.ts";
import { innermostAt } from "./innermost.ts";
import { treeItem } from "./tree-item.ts";

/**
 * The models of the active file as a tree: modules and layers with their shapes and figures. It says in words what the
 * preview draws, follows every edit, and selects what the cursor is on.
 */
export function showModelTree({ server }: App): Disposable {
  const changed = new EventEmitter<undefined>();
  let uri: Uri | undefined;
  let roots: Promise<readonly OutlineItem[]> | undefined;
  let parents: ReadonlyMap<OutlineItem, OutlineItem> = new Map();

  async function outline(): Promise<readonly OutlineItem[]> {
    if (uri === undefined) return [];
    const items = await server.request("cnnBlocks/outline", { uri: uri.toString() });
    parents = parentsIn(items);
    return items;
  }
  const provider: TreeDataProvider<OutlineItem> = {
    onDidChangeTreeData: changed.event,
    getTreeItem: treeItem,
    getParent: (item) => parents.get(item),
    async getChildren(item) {
      if (item !== undefined) return [...item.children];
      roots ??= outline();
      return [...(await roots)];
    },
  };
  const view: TreeView<OutlineItem> = window.createTreeView(`${section}.model`, {
    treeDataProvider: provider,
    showCollapseAll: true,
  });
  function refresh(): void {
    roots = undefined;
    changed.fire(undefined);
  }
  function follow(document: TextDocument | undefined): void {
    if (document === undefined || !isModelFile(document) || document.uri.toString() === uri?.toString())
      return;
    uri = document.uri;
    refresh();
  }
  async function select(document: TextDocument, offset: number): Promise<void> {
    if (!view.visible || document.uri.toString() !== uri?.toString()) return;
    const found = innermostAt((await roots) ?? [], document.uri.toString(), offset);
    if (found !== undefined && view.selection[0] !== found)
      await view.reveal(found, { select: true, focus: false });
  }
  follow(window.activeTextEditor?.document);
  return Disposable.from(
    changed,
    view,
    window.onDidChangeActiveTextEditor((editor) => follow(editor?.document)),
    server.onDidAnalyze((news) => {
      if (uri === undefined) follow(window.activeTextEditor?.document);
      else if (Uri.parse(news.uri).toString() === uri.toString()) refresh();
    }),
    window.onDidChangeTextEditorSelection(({ textEditor: { document, selection } }) => {
      void select(document, document.offsetAt(selection.active)).catch(() => undefined);
    }),
  );
}

function parentsIn(items: readonly OutlineItem[]): ReadonlyMap<OutlineItem, OutlineItem> {
  const parents = new Map<OutlineItem, OutlineItem>();
  const visit = (parent: OutlineItem): void => {
    for (const child of parent.children) {
      parents.set(child, parent);
      visit(child);
    }
  };
  items.forEach(visit);
  return parents;
}
