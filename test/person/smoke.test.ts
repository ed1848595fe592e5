import { after, before, describe, it } from "mocha";
import {
  keepScreenshot,
  openFile,
  openWindow,
  runCommand,
  type VscodeWindow,
  webviewOf,
} from "../support/window.ts";

describe("a person with a fresh window", () => {
  let window: VscodeWindow;
  before(async () => {
    window = await openWindow();
  });
  after(() => window.close());

  it("opens an example and its preview by the palette", async () => {
    const { page } = window;
    await openFile(page, "residual.ts");
    await page.locator(".tab.active", { hasText: "residual.ts" }).waitFor();
    await runCommand(page, "CNN Blocks: Open Architecture Preview");
    await webviewOf(page).locator(".box").first().waitFor({ timeout: 60_000 });
    await keepScreenshot(page, "preview");
  });
});
