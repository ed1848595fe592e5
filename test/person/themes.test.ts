import { before, describe, it } from "mocha";
import { keepScreenshot, runCommand, webviewOf } from "../support/window.ts";
import { useFile } from "./support/editor.ts";
import { useWindow } from "./support/use-window.ts";

const themes = ["Light Modern", "Dark Modern", "Dark High Contrast", "Light High Contrast"];

describe("the preview in every kind of theme", () => {
  const window = useWindow();
  before(async () => {
    const { page } = window;
    await useFile(page, "inception.ts");
    await page.locator(".editor-actions").getByRole("button", { name: "Open Architecture Preview" }).click();
    await webviewOf(page).locator(".box").first().waitFor({ timeout: 60_000 });
  });

  for (const theme of themes) {
    it(theme, async () => {
      const { page } = window;
      await runCommand(page, "Preferences: Color Theme");
      await page.keyboard.type(theme);
      await page.locator(".quick-input-list .monaco-list-row.focused", { hasText: theme }).waitFor();
      await page.keyboard.press("Enter");
      const kind = theme.includes("High Contrast") ? "high-contrast" : theme.split(" ")[0]?.toLowerCase();
      await webviewOf(page).locator(`body[class*="vscode-${kind}"]`).waitFor({ timeout: 30_000 });
      await keepScreenshot(page, `theme-${theme.toLowerCase().replaceAll(" ", "-")}`);
    });
  }
});
