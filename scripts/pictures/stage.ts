import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { launchBrowser, openWorkbench } from "../../test/support/browser.ts";
import { startServedVscode } from "../../test/support/served-vscode.ts";
import { packageExtension } from "../package-extension.ts";
import { root } from "../root.ts";

/** A window of a served VS Code with the packaged extension, on the examples and README's own model. */
export interface Stage {
  readonly page: Page;
  close(): Promise<void>;
}

/** Hides whatever would distract from the subject: bars, marks at the edges, a blinking cursor. */
const settings = {
  "workbench.colorTheme": "Dark Modern",
  "workbench.activityBar.location": "hidden",
  "workbench.layoutControl.enabled": false,
  "workbench.tips.enabled": false,
  "workbench.editor.enablePreview": false,
  "workbench.editor.restoreViewState": false,
  "window.commandCenter": false,
  "breadcrumbs.enabled": false,
  "editor.fontFamily": "'JetBrains Mono', monospace",
  "editor.fontSize": 13,
  "editor.lineHeight": 1.55,
  "editor.minimap.enabled": false,
  "editor.folding": false,
  "editor.glyphMargin": false,
  "editor.stickyScroll.enabled": false,
  "editor.scrollbar.vertical": "hidden",
  "editor.scrollbar.horizontal": "hidden",
  "editor.overviewRulerBorder": false,
  "editor.hideCursorInOverviewRuler": true,
  "editor.renderLineHighlight": "none",
  "editor.occurrencesHighlight": "off",
  "editor.selectionHighlight": false,
  "editor.matchBrackets": "never",
  "editor.guides.indentation": false,
  "editor.cursorBlinking": "solid",
  "editor.hover.delay": 100,
  "editor.hover.above": false,
  "editor.lightbulb.enabled": "off",
};

export async function openStage(): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), "cnn-blocks-pictures-"));
  cpSync(join(root, "media/examples"), folder, { recursive: true });
  writeFileSync(join(folder, "tiny-resnet.ts"), readmeModel());
  const vsix = await packageExtension();
  cpSync(join(root, "dist/lib"), join(folder, "node_modules/cnn-blocks"), { recursive: true });
  // With these fonts installed, the pictures look the same on every machine.
  process.env.FONTCONFIG_FILE = join(root, "scripts/pictures/fonts.conf");
  const vscode = await startServedVscode({ vsix: [vsix], settings });
  const browser = await launchBrowser();
  const page = await browser.newPage({ deviceScaleFactor: 2 });
  page.setDefaultTimeout(120_000);
  await openWorkbench(page, vscode.windowUrl(folder), "round");
  return {
    page,
    async close() {
      await browser.close();
      await vscode.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The first example of README, so that its picture shows the very code beside it. */
function readmeModel(): string {
  const [, code] = /```ts\n(.*?)```/s.exec(readFileSync(join(root, "README.md"), "utf8")) ?? [];
  if (code === undefined) throw new Error("README has no TypeScript example.");
  return code;
}
