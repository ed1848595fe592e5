import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { before, describe } from "mocha";
import { keepScreenshot, runCommand, webviewOf } from "../support/window.ts";
import { useNewFile } from "./support/editor.ts";
import { itServed } from "./support/files.ts";
import { useWindow } from "./support/use-window.ts";
import { box } from "./support/view.ts";

/** One layer of each kind whose numbers are looked at; the last convolution gives nothing above zero, and its root no number. */
const model = `import { cat, nn, type Tensor } from "cnn-blocks";

/** @input 1x4x8x8 */
export class Numbers extends nn.Module {
  conv = new nn.Conv2d(4, 4, 3, { padding: 1 });
  norm = new nn.BatchNorm2d(4);
  depthwise = new nn.Conv2d(4, 4, 3, { padding: 1, groups: 4 });
  pointwise = new nn.Conv2d(4, 8, 1);
  dark = new nn.Conv2d(12, 6, 1);

  constructor() {
    super();
    nn.init.constant_(this.dark.bias!, -100);
  }

  forward(x: Tensor): Tensor {
    const sum = this.norm(this.conv(x)).add(x);
    const both = cat([sum, this.pointwise(this.depthwise(sum).relu())], 1);
    return this.dark(both).relu().sub(1).sqrt();
  }
}
`;

describe("a person who looks at the numbers of a run", () => {
  const window = useWindow();
  const words = (text: string | RegExp): Promise<void> =>
    webviewOf(window.page).locator(".step-words", { hasText: text }).waitFor();
  const select = async (item: string): Promise<void> => {
    const view = webviewOf(window.page);
    await view.getByRole("button", { name: "Fit the whole graph" }).click();
    await view.locator(`.box[data-item="${item}"]`).click();
  };

  before(async function () {
    const folder = process.env.CNN_BLOCKS_SERVED_FOLDER;
    if (folder === undefined) this.skip();
    await writeFile(join(folder, "numbers.ts"), model);
  });

  itServed("runs a net that gives no numbers, and goes to the first layer that does not", async () => {
    const { page } = window;
    const view = webviewOf(page);
    await runCommand(page, "View: Show Explorer");
    await useNewFile(page, "numbers.ts");
    await runCommand(page, "CNN Blocks: Open Architecture Preview");
    await box(page, "dark").waitFor({ timeout: 60_000 });
    await view.getByRole("button", { name: "Run", exact: true }).click();
    const alert = view.getByRole("alert").filter({ hasText: "The first layer that gives any is" });
    await alert.getByRole("button").click({ timeout: 60_000 });
    await view.locator('.box[data-item="n::sqrt:0"][data-selected]').waitFor();
    await keepScreenshot(page, "not-finite");
  });

  itServed("counts the channels that are dead", async () => {
    const { page } = window;
    const view = webviewOf(page);
    await select("n::relu:1");
    await view.getByRole("tab", { name: "Layer" }).click();
    await view.locator(".fact", { hasText: "6 of 6 (100.0 %) are all 0" }).waitFor();
    await keepScreenshot(page, "dead");
  });

  itServed("steps through batch norm, a residual sum and a concatenation", async () => {
    const view = webviewOf(window.page);
    await select("n:norm:batch-norm2d:0");
    await view.getByRole("tab", { name: "Step" }).click();
    await words(/^Output 0, 0, 4, 4: /);
    await view.locator(".step-lines th").nth(1).waitFor();
    await select("n::add:0");
    await view.locator(".part-rows tbody tr").nth(1).waitFor();
    await select("n::cat:0");
    await view.getByText(/^Part 1 of 2 has 0 to 3 along axis 1/).waitFor();
    await view.locator(".element-picker").press("PageUp");
    await view.getByText(/^Part 2 of 2 has 4 to 11 along axis 1; this is its number 7\.$/).waitFor();
  });

  itServed(
    "sees a pixel as depthwise and pointwise convolutions compute it, beside the plain one",
    async () => {
      const view = webviewOf(window.page);
      await select("n:pointwise:conv2d:0");
      const row = view.locator(".both-ways tbody tr");
      await row.filter({ hasText: /^Weights, without biases68288$/ }).waitFor();
      await view.getByRole("button", { name: "Step into depthwise" }).click();
      await words(/^Output 0, 0, 4, 4: the sum of 9 products/);
      await row.filter({ hasText: /^Weights, without biases68288$/ }).waitFor();
      await keepScreenshot(window.page, "both-ways");
    },
  );
});
