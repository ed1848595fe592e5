import { after, afterEach, before } from "mocha";
import type { Page } from "playwright-core";
import { takeScreenshot, takeWindow, type VscodeWindow } from "../../support/window.ts";

/**
 * The window for the tests of one file, which take its page while they run. It is kept for the next file, and as a failed test
 * left it there is a picture.
 */
export function useWindow(): { readonly page: Page } {
  let window: VscodeWindow;
  before(async () => {
    window = await takeWindow();
  });
  afterEach(async function () {
    const { currentTest } = this;
    if (currentTest?.state !== "failed") return;
    await takeScreenshot(window.page, `failed-${currentTest.title.replace(/\W+/g, "-")}`);
  });
  after(() => window?.letGo());
  return {
    get page() {
      return window.page;
    },
  };
}
