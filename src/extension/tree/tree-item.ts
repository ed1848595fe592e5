import { ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from "vscode";
import type { OutlineFault, OutlineItem } from "../../protocol/index.ts";

const icons: Readonly<Record<OutlineItem["kind"], string>> = {
  model: "type-hierarchy",
  module: "symbol-class",
  layer: "symbol-field",
};

export function treeItem(item: OutlineItem): TreeItem {
  const made = new TreeItem(item.name, collapsible(item));
  made.id = item.key;
  const { fault } = item;
  made.description = [fault?.short, item.figures].filter(Boolean).join(" · ");
  made.tooltip = [item.path, ...(fault?.sentences ?? []), ...item.details].filter(Boolean).join("\n");
  made.iconPath = fault === null ? new ThemeIcon(icons[item.kind]) : faultIcon(fault);
  // What menus depend on: `block` stands for what can run alone.
  made.contextValue = item.isBlock ? "block" : item.kind;
  const spoken = fault === null ? [] : [fault.severity, ...fault.sentences];
  made.accessibilityInformation = { label: [item.name, ...spoken, ...item.details].join(", ") };
  if (item.source !== null)
    made.command = { command: "cnnBlocks.goToSource", title: "Go to Source", arguments: [item] };
  return made;
}

function faultIcon({ severity }: OutlineFault): ThemeIcon {
  return new ThemeIcon(severity, new ThemeColor(`list.${severity}Foreground`));
}

function collapsible({ kind, children }: OutlineItem): TreeItemCollapsibleState {
  if (children.length === 0) return TreeItemCollapsibleState.None;
  return kind === "model" ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
}
