import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { modelDocument } from "../../src/ide/index.ts";
import { viewOf } from "../ide/view-of.ts";
import { documentOf, placeOfNode, withFaults } from "./support/documents.ts";
import { inception, residual, resnet18 } from "./support/examples.ts";
import type { ThemeName } from "./support/page-server.ts";
import { fileOf } from "./support/preview-driver.ts";
import { open } from "./support/suite.ts";

describe("the preview's page", function () {
  this.timeout(60_000);
  const themes: readonly ThemeName[] = ["dark", "light", "high-contrast", "high-contrast-light"];
  for (const theme of themes) {
    it(`keeps to its content policy and is legible in ${theme}`, async () => {
      const preview = await open({ theme });
      const model = documentOf(inception);
      await preview.show(model);
      await preview.run([model], { seed: 0, runs: 1 });
      await preview.page.locator('[data-item="n:b2.3:conv2d:0"]').click();
      await preview.page.locator(".feature-maps canvas.map-sheet").waitFor();
      const texts = [
        ".box .name",
        ".box .title",
        ".box .shape",
        ".total dt",
        ".facts dt",
        ".tabs [role=tab]",
      ];
      for (const selector of texts) {
        const contrast = await preview.page.locator(selector).first().evaluate(contrastOf);
        assert.ok(contrast >= 4.5, `${selector} has a contrast of ${contrast.toFixed(2)}`);
      }
      assert.deepEqual(await preview.violations(), []);
      assert.deepEqual(await preview.said("failed"), []);
    });
  }

  it("comes back from a reload as it was left", async () => {
    const preview = await open();
    const model = documentOf(resnet18);
    await preview.show(model);
    await preview.after("drawn", () => preview.page.click('[data-item="g:layer2"] .fold-button'));
    await preview.page.click('[data-item="g:layer2.0"]');
    await preview.page.mouse.move(300, 500);
    const unscrolled = await preview.page
      .locator(".react-flow__viewport")
      .evaluate((element: HTMLElement) => new DOMMatrix(element.style.transform).f);
    await preview.page.mouse.wheel(0, 240);
    await preview.page.waitForFunction(hasKeptScroll, unscrolled);
    const before = await preview.page.locator('[data-item="g:layer2"]').boundingBox();
    await preview.page.reload();
    await preview.page.waitForFunction(() =>
      window.said.some((message) => message.kind === "event" && message.name === "ready"),
    );
    await preview.show(model);
    assert.equal((await preview.said("drawn")).at(-1)?.folded, 5);
    assert.equal(await preview.page.locator('[data-item="g:layer2.0"][data-selected]').count(), 1);
    assert.deepEqual(await preview.page.locator('[data-item="g:layer2"]').boundingBox(), before);
  });

  it("keeps folds and selection when the model is edited", async () => {
    const preview = await open();
    await preview.show(documentOf(resnet18));
    await preview.after("drawn", () => preview.page.click('[data-item="g:layer2"] .fold-button'));
    await preview.page.click('[data-item="g:layer2.0"]');
    await preview.show(documentOf({ ...resnet18, input: [4, 3, 96, 96] }));
    assert.equal((await preview.said("drawn")).at(-1)?.folded, 5);
    assert.equal(await preview.page.locator('[data-item="g:layer2.0"][data-selected]').count(), 1);
    await preview.page.getByText("4×3×96×96").first().waitFor();
  });

  it("says nothing of problems before there is a file", async () => {
    const preview = await open();
    await preview.page.getByText("Waiting for a model file").waitFor();
    assert.equal(await preview.page.getByText("No problems").count(), 0);
    await preview.show(documentOf(residual));
    await preview.page.getByText("No problems").waitFor();
  });

  it("says what to do where there is no model", async () => {
    const preview = await open();
    await preview.show(null);
    await preview.page.getByText("No model to draw yet").waitFor();
    const reason = "There is no model in this file: conv is not called on a tensor.";
    const place = { severity: "warning", file: "/net.ts", line: 3, column: 7, start: 40, end: 44 } as const;
    await preview.show(null, { problems: [{ code: "no-model", message: reason, ...place }] });
    await preview.page.locator(".nothing .reason", { hasText: reason }).waitFor();
    const { command } = await preview.after("command", () =>
      preview.page.getByText("Run a block of the library…").click(),
    );
    assert.equal(command, "runBlock");
  });

  const note = {
    code: "heavy-linear",
    severity: "information",
    message: "fc has most parameters",
    line: 2,
    column: 1,
  } as const;

  it("marks an assumed input, lists problems and picks among models", async () => {
    const preview = await open();
    const [first, second] = [documentOf(residual), documentOf(inception)];
    const fault = { code: "channel-mismatch", severity: "error", message: "expects 16 channels" } as const;
    const problem = { ...fault, line: 3, column: 7, ...placeOfNode(1) };
    await preview.show(
      { ...withFaults(first, [{ problem, nodes: [1] }]), inputFrom: "assumed" },
      {
        models: [first, second],
        problems: [{ ...note, ...placeOfNode(0) }, problem],
        units: "FLOPs",
      },
    );
    assert.equal(await preview.page.locator(".assumed").count(), 1);
    assert.match(
      (await preview.page.locator(".problems summary").textContent()) ?? "",
      /^1 problem, 1 note: expects 16 channels/,
    );
    const faulty = preview.page.locator('.box[data-fault="error"]');
    assert.equal(await faulty.count(), 1);
    assert.match((await faulty.locator(".visually-hidden").textContent()) ?? "", /expects 16 channels$/);
    await preview.page.locator(".problems summary").click();
    const asked = await preview.after("revealProblem", () => preview.page.getByText("3:7").click());
    assert.equal(asked.problem.code, "channel-mismatch");
    assert.match((await preview.page.locator(".totals").textContent()) ?? "", /FLOPs/);
    await preview.page.locator('vscode-dropdown[aria-label="Model"]').click();
    const { id } = await preview.after("pickModel", () =>
      preview.page.locator("vscode-option", { hasText: "InceptionModule" }).click(),
    );
    assert.equal(id, second.id);
  });

  it("marks a faulty layer in the table too, and says what the totals are worth", async () => {
    const preview = await open();
    const { page } = preview;
    const message = "Conv2d expects 16 channels.";
    const fault = { code: "channel-mismatch", severity: "error", message, line: 3, column: 7 } as const;
    const model = documentOf(residual);
    const problem = { ...fault, ...placeOfNode(1) };
    await preview.show(withFaults(model, [{ problem, nodes: [1], assumesDeclared: true }]), {
      problems: [problem],
    });
    const declared = page.locator(".totals .declared");
    assert.equal(await declared.locator("dd").textContent(), "1 error · figures assume declared sizes");
    assert.equal(await declared.getAttribute("title"), message);
    await page.getByRole("button", { name: "Table" }).click();
    const row = page.locator('.layers tr[data-fault="error"]');
    assert.equal(await row.count(), 1);
    await row.locator(".fault-sign").waitFor();
    assert.match((await row.locator("th").getAttribute("title")) ?? "", /^Conv2d expects 16 channels\.\n/);
    assert.match((await row.locator("th").textContent()) ?? "", / error: Conv2d expects 16 channels\.$/);
    await preview.show(model);
    await declared.waitFor({ state: "detached" });
    assert.equal(await row.count(), 0);
  });

  it("tells a screen reader of a problem that appears and goes, not of what is half typed", async () => {
    const preview = await open();
    const news = preview.page.locator(".status-line [role=status]").first();
    const model = documentOf(residual);
    const fault = { severity: "error", line: 3, column: 7, ...placeOfNode(1) } as const;
    const mismatch = { ...fault, code: "channel-mismatch", message: "Conv2d expects 16 channels." };
    await preview.show(model, { problems: [mismatch] });
    await preview.page.waitForTimeout(1200);
    assert.equal(await news.textContent(), "");
    await preview.send("show", { ...fileOf(model), problems: [] });
    await news.getByText("All problems are solved.").waitFor();
    const half = { ...fault, code: "syntax-error", message: "')' expected." };
    await preview.send("show", { ...fileOf(model), problems: [half] });
    await preview.page.waitForTimeout(1200);
    assert.equal(await news.textContent(), "All problems are solved.");
    await preview.send("show", { ...fileOf(model), problems: [mismatch] });
    await news.getByText("1 new problem: Conv2d expects 16 channels.").waitFor();
  });

  it("gives its controls their own names, not those that their kind has", async () => {
    const preview = await open();
    await preview.show(documentOf(residual));
    await preview.page.getByRole("textbox", { name: "Find a layer or block" }).waitFor();
    await preview.page.getByRole("button", { name: "What is drawn" }).click();
    await preview.page.getByRole("checkbox", { name: "MACs", exact: true }).waitFor();
  });

  it("draws a class of symbolic sizes, and does not offer to run it", async () => {
    const view = viewOf(symbolicClass);
    const [model] = view.analysis.models;
    assert.ok(model?.symbolic);
    const preview = await open();
    await preview.show(modelDocument(view, model));
    await preview.page.getByText("N×out×H×W").first().waitFor();
    assert.equal(await preview.page.locator(".box").count(), 3);
    await preview.page.getByText("Run", { exact: true }).click({ force: true });
    assert.deepEqual(await preview.said("command"), []);
  });

  it("invokes the commands of the host", async () => {
    const preview = await open();
    await preview.show(documentOf(residual));
    for (const text of ["Run", "Run Block…", "Compare…"])
      await preview.page.getByText(text, { exact: true }).click();
    const commands = (await preview.said("command")).map(({ command }) => command);
    assert.deepEqual(commands, ["runModel", "runBlock", "compareBlocks"]);
  });
});

const symbolicClass = `import { nn, F, type Tensor } from "cnn-blocks";
export class Block extends nn.Module {
  conv: nn.Conv2d;
  constructor(channels: number, out: number) {
    super();
    this.conv = new nn.Conv2d(channels, out, 3, { padding: 1 });
  }
  forward(x: Tensor): Tensor {
    return F.relu(this.conv(x));
  }
}`;

/** Whether the page has kept for later where it was scrolled to, which it does a moment after the last turn of the wheel. Runs in the page. */
function hasKeptScroll(unscrolled: number): boolean {
  const transform = document.querySelector<HTMLElement>(".react-flow__viewport")?.style.transform ?? "";
  const scrolled = new DOMMatrix(transform).f;
  const { viewports = {} } = JSON.parse(sessionStorage.getItem(location.href) ?? "{}");
  const kept = Object.values<{ readonly y: number }>(viewports).map(({ y }) => y);
  return scrolled !== unscrolled && kept.some((y) => Math.abs(y - scrolled) < 0.01);
}

/** The contrast of an element's text with what lies behind it, by WCAG 2's formula. Runs in the page. */
function contrastOf(element: Element): number {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const behind: string[] = [];
  for (let at: Element | null = element; at !== null; at = at.parentElement)
    behind.unshift(getComputedStyle(at).backgroundColor);
  const luminance = (colours: readonly string[]): number => {
    if (canvas === null) throw new Error("No canvas.");
    canvas.clearRect(0, 0, 1, 1);
    for (const colour of colours) {
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
    }
    const [r = 0, g = 0, b = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((byte) => {
      const share = byte / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [text, field] = [luminance([...behind, getComputedStyle(element).color]), luminance(behind)];
  return (Math.max(text, field) + 0.05) / (Math.min(text, field) + 0.05);
}
