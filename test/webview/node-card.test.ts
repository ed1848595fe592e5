import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import type { Page } from "playwright-core";
import { readMarkdown, type StyledText } from "../../webview/graph/hover-markdown.ts";
import { violationsIn } from "./support/axe.ts";
import { documentOf } from "./support/documents.ts";
import { resnet18 } from "./support/examples.ts";
import type { PreviewDriver } from "./support/preview-driver.ts";
import { open } from "./support/suite.ts";

const said = [
  "**Conv2d 7×7, 3→64, stride 2, padding 3**  ",
  "`[1, 3, 64, 64]` → `[1, 64, 32, 32]`  ",
  "H ⌊(64 + 2·3 − (7 − 1) − 1)/2⌋ + 1 = 32  ",
  "weight 64×3×7×7 = 9,408 → **9,408 parameters**  ",
  "[Conv2d in PyTorch](https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv2d.html)",
  "",
  "<img src=x onerror=alert(1)> [here](https://elsewhere.example/) of my_own_net",
].join("\n");

describe("the Markdown of hovers", () => {
  it("has bold, emphasis, code, links to PyTorch, lists and rules, and leaves the rest as text", () => {
    const text =
      "**`a b`** _is `c`_ of `` d`e `` [f](https://docs.pytorch.org/f)  \nnext\n\n---\n\n- one_two_three\n- **x**";
    assert.deepEqual(readMarkdown(text), [
      {
        kind: "lines",
        lines: [
          [
            { kind: "code", text: "a b", bold: true },
            { kind: "text", text: " " },
            { kind: "text", text: "is ", quiet: true },
            { kind: "code", text: "c", quiet: true },
            { kind: "text", text: " of " },
            { kind: "code", text: "d`e" },
            { kind: "text", text: " " },
            { kind: "link", text: "f", address: "https://docs.pytorch.org/f" },
          ],
          [{ kind: "text", text: "next" }],
        ],
      },
      { kind: "rule" },
      {
        kind: "list",
        items: [[{ kind: "text", text: "one_two_three" }], [{ kind: "text", text: "x", bold: true }]],
      },
    ]);
  });

  it("reads a name in bold text as it stands, save for code", () => {
    assert.deepEqual(lineOf("**_Block_** 2 layers"), [
      { kind: "text", text: "_Block_", bold: true },
      { kind: "text", text: " 2 layers" },
    ]);
    assert.deepEqual(lineOf("**`_a_` of _B_ [c](https://docs.pytorch.org/c)**"), [
      { kind: "code", text: "_a_", bold: true },
      { kind: "text", text: " of _B_ [c](https://docs.pytorch.org/c)", bold: true },
    ]);
    assert.deepEqual(lineOf("**`a ** b`** c"), [
      { kind: "code", text: "a ** b", bold: true },
      { kind: "text", text: " c" },
    ]);
  });

  it("ends an emphasis at the first mark that can end it", () => {
    assert.deepEqual(lineOf("_a_ and _b c_"), [
      { kind: "text", text: "a", quiet: true },
      { kind: "text", text: " and " },
      { kind: "text", text: "b c", quiet: true },
    ]);
    assert.deepEqual(lineOf("_of my_net, `x_ y` and **z**_."), [
      { kind: "text", text: "of my_net, ", quiet: true },
      { kind: "code", text: "x_ y", quiet: true },
      { kind: "text", text: " and ", quiet: true },
      { kind: "text", text: "z", quiet: true, bold: true },
      { kind: "text", text: "." },
    ]);
    for (const plain of ["_ a _", "a_b_c", "__a", "_a `b_` c"])
      assert.ok(
        lineOf(plain).every(({ quiet }) => quiet === undefined),
        plain,
      );
  });

  it("makes no link or element of anything else", () => {
    const [block] = readMarkdown("[x](javascript:alert) <b>y</b>");
    assert.ok(block?.kind === "lines" && block.lines.flat().every(({ kind }) => kind === "text"));
  });
});

function lineOf(markdown: string): readonly StyledText[] {
  const [block] = readMarkdown(markdown);
  assert.ok(block?.kind === "lines");
  return block.lines.flat();
}

describe("the card of a node", function () {
  this.timeout(60_000);
  const conv = '[data-item="n:conv1:conv2d:0"]';
  const card = ".node-card";
  let preview: PreviewDriver;
  let page: Page;
  before(async () => {
    preview = await open();
    page = preview.page;
    await page.evaluate((text) => {
      window.hosted.hover = ({ item }: { readonly item: { readonly kind: string } }) =>
        item.kind === "node" ? text : null;
    }, said);
    await preview.show(documentOf(resnet18));
  });

  it("says what the editor's hover says, and makes no HTML of it", async () => {
    await page.hover(conv);
    await page.locator(card).waitFor();
    const text = await wordsOf(page);
    assert.match(text, /^Conv2d 7×7, 3→64, stride 2, padding 3\n\[1, 3, 64, 64\] → \[1, 64, 32, 32\]\nH ⌊/);
    assert.ok(text.includes("<img src=x onerror=alert(1)> [here](https://elsewhere.example/) of my_own_net"));
    assert.deepEqual(
      await page.locator(`${card} a`).evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href)),
      ["https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv2d.html"],
    );
    assert.equal(await page.locator(`${card} img`).count(), 0);
    assert.deepEqual(await violationsIn(page), []);
  });

  it("lets the pointer enter it, and closes once the pointer has left it, and at once by Escape", async () => {
    await page.hover(card);
    await page.waitForTimeout(500);
    assert.equal(await page.locator(card).count(), 1);
    await page.mouse.move(20, 700);
    await page.locator(card).waitFor({ state: "detached" });
    await page.hover(conv);
    await page.locator(card).waitFor();
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(card).count(), 0);
  });

  it("stays for a pointer that comes back, and while its text is copied", async () => {
    await page.mouse.move(20, 700);
    await page.hover(conv);
    await page.locator(card).waitFor();
    await page.mouse.move(20, 700);
    await page.waitForTimeout(60);
    await page.hover(conv);
    await page.waitForTimeout(500);
    assert.equal(await page.locator(card).count(), 1);
    await page.keyboard.press("Control+c");
    assert.equal(await page.locator(card).count(), 1);
    await page.keyboard.press("Escape");
  });

  it("does not open once the pointer has gone, however late the answer comes", async () => {
    await page.evaluate((text) => {
      window.hosted.hover = ({ item }: { readonly item: { readonly kind: string } }) =>
        item.kind === "node" ? new Promise((resolve) => setTimeout(() => resolve(text), 250)) : null;
    }, said);
    await page.mouse.move(20, 700);
    await page.hover('[data-item="n:bn1:batch-norm2d:0"]');
    await page.waitForTimeout(400);
    await page.mouse.move(20, 700);
    await page.waitForTimeout(900);
    assert.equal(await page.locator(card).count(), 0);
  });

  it("opens for the focus of the keyboard too, and says of a block what the page knows", async () => {
    await page.mouse.move(20, 700);
    await page.locator(conv).focus();
    await page.keyboard.press("ArrowDown");
    await page.locator(card).waitFor();
    // The picture moves under it.
    await page.mouse.wheel(0, 30);
    await page.locator(card).waitFor({ state: "detached" });
    await page.locator(card).waitFor();
    await page.keyboard.press("Escape");
    await page.hover('[data-item="g:layer2"]');
    await page.locator(card).waitFor();
    assert.match(await wordsOf(page), /^layer2\n/);
    await page.mouse.wheel(0, 60);
    await page.locator(card).waitFor({ state: "detached" });
  });

  it("does not cover the toolbar, though there is room for it above the box", async () => {
    const placeOf = async (selector: string) =>
      (await page.locator(selector).first().boundingBox()) ?? assert.fail(selector);
    await page.mouse.move(20, 700);
    const pane = await placeOf(".react-flow");
    let box = await placeOf(conv);
    for (let turn = 0; turn < 50 && Math.abs(box.y - pane.y - 50) > 10; turn++) {
      await page.mouse.wheel(0, box.y > pane.y + 50 ? 10 : -10);
      await page.waitForTimeout(30);
      box = await placeOf(conv);
    }
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.locator(card).waitFor();
    const { y, height } = await placeOf(card);
    assert.ok(y >= pane.y, `a card ${height} high at ${y}, below the toolbar's end at ${pane.y}`);
    await page.keyboard.press("Escape");
  });

  it("takes the place of the title; the description stays", async () => {
    assert.equal(await page.locator(conv).getAttribute("title"), null);
    assert.match((await page.locator(conv).getAttribute("aria-description")) ?? "", /^conv1\nConv2d 7×7/);
  });
});

/** As it is laid out, a line each. */
function wordsOf(page: Page): Promise<string> {
  // biome-ignore lint/performance/useDomNodeTextContent: line breaks count.
  return page.locator(".node-card").innerText();
}
