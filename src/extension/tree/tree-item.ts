import { ThemeIcon, TreeItem, TreeItemCollapsibleState } from "vscode";
import type { OutlineItem } from "../../protocol/index.ts";

const icons: Readonly<Record<OutlineItem["kind"], string>> = {
  model: "type-hierarchy",
  module: "symbol-class",
  layer: "symbol-field",
};

export function treeItem(item: OutlineItem): TreeItem {
  const made = new TreeItem(item.name, collapsible(item));
  made.id = item.key;
  made.description = item.figures;
  made.tooltip = [item.path, ...item.details].filter(Boolean).join("\n");
  made.iconPath = new ThemeIcon(icons[item.kind]);
  // What menus depend on: `block` stands for what can run alone.
  made.contextValue = item.isBlock ? "block" : item.kind;
  made.accessibilityInformation = { label: [item.name, ...item.details].join(", ") };
  if (item.source !== null)
    made.command = { command: "cnnBlocks.goToSource", title: "Go to Source", arguments: [item] };
  return made;
}

function collapsible({ kind, children }: OutlineItem): TreeItemCollapsibleState {
  if (children.length === 0) return TreeItemCollapsibleState.None;
  return kind === "model" ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
}
