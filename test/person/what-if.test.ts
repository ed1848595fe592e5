import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { before, describe } from "mocha";
import { keepScreenshot, runCommand, webviewOf } from "../support/window.ts";
import { eventually, useNewFile } from "./support/editor.ts";
import { itServed } from "./support/files.ts";
import { useWindow } from "./support/use-window.ts";
import { box, chooseInDropdown } from "./support/view.ts";

/** A net of the library, made by a function, and one whose options are an object. */
const models = `import { models, nn, randn, type Tensor } from "cnn-blocks";

const net = models.mobilenetV2({ numClasses: 10 });
net(randn(1, 3, 64, 64));

class Small extends nn.Module {
  conv: nn.Conv2d;

  constructor(options: { width?: number; kernel?: number } = {}) {
    super();
    this.conv = new nn.Conv2d(3, options.width ?? 16, options.kernel ?? 3);
  }

  forward(x: Tensor): Tensor {
    return this.conv(x);
  }
}

const small = new Small({ width: 32 });
small(randn(1, 3, 8, 8));
`;

describe("a person who tries the options of nets", () => {
  const window = useWindow();
  const field = (name: string) => webviewOf(window.page).getByRole("spinbutton", { name, exact: true });
  const gives = (shape: string): Promise<void> =>
    webviewOf(window.page).locator(".totals", { hasText: shape }).waitFor();
  const hasLine = (text: string): Promise<void> =>
    eventually(text, async () => {
      const lines = await window.page.locator(".editor-instance .view-line").allTextContents();
      return lines.some((line) => line.replaceAll("\u00a0", " ").startsWith(text));
    });

  before(async function () {
    const folder = process.env.CNN_BLOCKS_SERVED_FOLDER;
    if (folder === undefined) this.skip();
    await writeFile(join(folder, "options.ts"), models);
  });

  itServed("moves the sliders of a net that a function makes, and writes both options", async () => {
    const { page } = window;
    const view = webviewOf(page);
    await runCommand(page, "View: Show Explorer");
    await useNewFile(page, "options.ts");
    await runCommand(page, "CNN Blocks: Open Architecture Preview");
    await box(page, "classifier").waitFor({ timeout: 60_000 });
    const showPanel = view.getByRole("button", { name: "Show the side panel" });
    if ((await showPanel.count()) > 0) await showPanel.click();
    await view.getByRole("tab", { name: "What if" }).click();
    const slider = view.getByRole("slider", { name: "numClasses of MobileNetV2" });
    await slider.focus();
    await slider.press("ArrowRight");
    await gives("1×11");
    await field("widthMultiplier of MobileNetV2").fill("0.5");
    await keepScreenshot(page, "options-of-a-function");
    await view.getByRole("button", { name: "Apply" }).click();
    await hasLine("const net = models.mobilenetV2({ numClasses: 11, widthMultiplier: 0.5 });");
  });

  itServed("moves those of an object of options, and writes one that was left out", async () => {
    const { page } = window;
    const view = webviewOf(page);
    await chooseInDropdown(page, "Model", "small · Small");
    await field("width of Small").fill("64");
    await gives("1×64×6×6");
    await field("kernel of Small").fill("5");
    await gives("1×64×4×4");
    await keepScreenshot(page, "options-of-an-object");
    await view.getByRole("button", { name: "Apply" }).click();
    await hasLine("const small = new Small({ width: 64, kernel: 5 })");
  });
});
