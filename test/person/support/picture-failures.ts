import { afterEach } from "mocha";
import { keepScreenshot, type VscodeWindow } from "../../support/window.ts";

/** Keeps a picture of the window as a failed test left it. */
export function pictureFailures(window: () => VscodeWindow): void {
  afterEach(async function () {
    const { currentTest } = this;
    if (currentTest?.state !== "failed") return;
    await keepScreenshot(window().page, `failed-${currentTest.title.replace(/\W+/g, "-")}`);
  });
}
