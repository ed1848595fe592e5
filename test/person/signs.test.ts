import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { before, describe } from "mocha";
import { keepScreenshot, runCommand } from "../support/window.ts";
import { cursorBehind, eventually, isSeen, lineWith, useNewFile } from "./support/editor.ts";
import { itServed } from "./support/files.ts";
import { useWindow } from "./support/use-window.ts";

const text = `import { nn, randn, type Tensor } from "cnn-blocks";

const size = Number(process.env.SIZE);
const open = new nn.Conv2d(3, size, 3)(randn(1, 3, 9, 9));
const flat = (x: Tensor) => {
  return x.flatten(1);
};
for (const side of [2, 3, 4, 5]) flat(randn(1, 3, side, side));
`;

/** Where a hint has a sign, and what it says when the mouse is over it. */
const signs = [
  { line: "const open", sign: /\?/, says: /\?: process is not known \(line 3\)/ },
  {
    line: "return x.flatten",
    sign: /\+3/,
    says: /\+3: this many more shapes occur here, one for each instance or call/,
  },
];

describe("a person who wonders about a sign in a hint", () => {
  const window = useWindow();

  before(async function () {
    const folder = process.env.CNN_BLOCKS_SERVED_FOLDER;
    if (folder === undefined) this.skip();
    await writeFile(join(folder, "signs.ts"), text);
  });

  for (const { line, sign, says } of signs)
    itServed(`is told by the hint: ${says.source}`, async () => {
      const { page } = window;
      await runCommand(page, "View: Show Explorer");
      await useNewFile(page, "signs.ts");
      await cursorBehind(page, line);
      const hint = (await lineWith(page, line)).locator("span", { hasText: sign }).last();
      await hint.waitFor({ timeout: 60_000 });
      const hover = page.locator(".monaco-hover", { hasText: says }).first();
      await eventually("the hover", async () => {
        await page.mouse.move(5, 5);
        await hint.hover();
        return isSeen(hover);
      });
      await keepScreenshot(page, "sign");
      await page.keyboard.press("Escape");
    });
});
