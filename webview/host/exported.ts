import type { ExportedData } from "../out/exported-data.ts";
import type { VsCodeApi } from "./host.ts";

/** What this page was exported with; null in VS Code. */
export function readExported(): ExportedData | null {
  const text = document.getElementById("exported")?.textContent;
  return text ? (JSON.parse(text) as ExportedData) : null;
}

/** Whether the page is an exported one, which no host answers. */
export function isExported(): boolean {
  return document.getElementById("exported") !== null;
}

/** Stands in for VS Code in an exported page: its messages go nowhere, and it begins as it was exported. */
export function silentApi({ page }: ExportedData): VsCodeApi {
  return { postMessage: () => undefined, getState: () => page, setState: () => undefined };
}

/** Marks the page as VS Code does, for style sheets and controls, and again whenever the reader's system changes. */
export function followSystemTheme(): void {
  const [dark, contrast] = [
    matchMedia("(prefers-color-scheme: dark)"),
    matchMedia("(prefers-contrast: more)"),
  ];
  const mark = (): void => {
    const kind = contrast.matches
      ? `vscode-high-contrast${dark.matches ? "" : "-light"}`
      : `vscode-${dark.matches ? "dark" : "light"}`;
    document.body.className = contrast.matches ? `${kind} vscode-high-contrast` : kind;
    document.body.dataset.vscodeThemeKind = kind;
  };
  mark();
  for (const query of [dark, contrast]) query.addEventListener("change", mark);
}
