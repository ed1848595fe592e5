import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { before, describe } from "mocha";
import type { Page } from "playwright-core";
import { keepScreenshot } from "../support/window.ts";
import { useFile, useNewFile } from "./support/editor.ts";
import { itServed } from "./support/files.ts";
import { useWindow } from "./support/use-window.ts";

const code = 'import { nn } from "cnn-blocks";\nexport const net = new nn.Conv2d(3, 8, 3);\n';

const notebook = {
  cells: [
    {
      cell_type: "code",
      execution_count: null,
      id: "a",
      metadata: { vscode: { languageId: "typescript" } },
      outputs: [],
      source: code.trim().split(/(?<=\n)/),
    },
  ],
  metadata: { language_info: { name: "typescript" } },
  nbformat: 4,
  nbformat_minor: 5,
};

describe("a person with models in other documents", () => {
  const window = useWindow();
  const said = (page: Page) => page.locator(".statusbar-item", { hasText: "Model not analysed" });

  before(async function () {
    const folder = process.env.CNN_BLOCKS_SERVED_FOLDER;
    if (folder === undefined) this.skip();
    await writeFile(join(folder, "guide.md"), `# A net\n\n\`\`\`ts\n${code}\`\`\`\n`);
    await writeFile(join(folder, "plain.md"), "# Words\n\nNothing of cnn-blocks here.\n");
    await writeFile(join(folder, "cells.ipynb"), JSON.stringify(notebook));
  });

  itServed("is told in Markdown that it is not analysed, and nowhere else", async () => {
    const { page } = window;
    await useFile(page, "residual.ts");
    await page.locator(".statusbar-item", { hasText: "params" }).waitFor({ timeout: 60_000 });
    await useNewFile(page, "guide.md");
    await said(page).waitFor();
    await keepScreenshot(page, "markdown");
    await useNewFile(page, "plain.md");
    await said(page).waitFor({ state: "hidden" });
    await useFile(page, "residual.ts");
    await page.locator(".statusbar-item", { hasText: "params" }).waitFor();
  });

  itServed("is told so in the cell of a notebook", async () => {
    const { page } = window;
    await page.locator(".explorer-folders-view").hover();
    await page.getByRole("treeitem", { name: "cells.ipynb", exact: true }).first().dblclick();
    await page.locator(".tab.active", { hasText: "cells.ipynb" }).waitFor();
    await page.locator(".view-line", { hasText: "Conv2d" }).first().click({ timeout: 60_000 });
    await said(page).waitFor();
    await keepScreenshot(page, "notebook");
  });
});
