import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, describe, it } from "mocha";
import { documentOf, placeOfNode, withFaults } from "./support/documents.ts";
import { resnet18 } from "./support/examples.ts";
import { open } from "./support/suite.ts";

describe("an exported page", function () {
  this.timeout(60_000);
  let folder: string | undefined;
  after(async () => {
    if (folder !== undefined) await rm(folder, { recursive: true });
  });

  it("opens from a disk as the author left it, folds, searches, has the table and follows the system's theme", async () => {
    const preview = await open();
    const { page } = preview;
    const name = "Net </script><script>window.broken = 1</script>";
    const odd = { code: "x", severity: "warning", message: "<b>odd</b>", line: 1, column: 1 } as const;
    const problem = { ...odd, ...placeOfNode(1) };
    const model = { ...withFaults(documentOf(resnet18), [{ problem, nodes: [1] }]), name };
    await preview.show(model, { problems: [problem] });
    await preview.after("drawn", () => page.click('[data-item="g:layer2"] .fold-button'));
    for (const [format, first] of [
      ["csv", /^model,module,op,output,parameters,MACs\r\n/],
      ["md", /^### Net \\<\/script\\>/],
    ] as const) {
      const table = await preview.exportFile(format);
      assert.ok(table.kind === "done" && typeof table.content === "string");
      assert.match(table.content, first);
      assert.ok(table.name.endsWith(`.${format}`));
    }
    const file = await preview.exportFile("html");
    assert.ok(file.kind === "done" && typeof file.content === "string");
    assert.ok(!file.content.includes("/models/"), "the folders of the author's files are told");

    folder = await mkdtemp(join(tmpdir(), "exported-page-"));
    const path = join(folder, "net.html");
    await writeFile(path, file.content);
    const faults: string[] = [];
    const note = (fault: Error): unknown => faults.push(String(fault));
    const loaded: string[] = [];
    page.on("pageerror", note);
    page.on("request", (request) => loaded.push(request.url()));
    await page.goto(pathToFileURL(path).href);
    await page.locator('[data-item="g:layer2.0"]').waitFor();
    assert.equal(await page.locator("h1").textContent(), name);
    assert.equal(await page.locator('.box[data-fault="warning"]').count(), 1);
    assert.equal(await page.getByText("Run Block…").isVisible(), false);

    await page.locator('[data-item="g:layer1"] .fold-button').click();
    await page.locator('[data-item="g:layer1.1"]').waitFor();
    assert.match((await page.locator('[data-item="g:layer1.1"]').getAttribute("title")) ?? "", /params/);

    await page.locator("vscode-text-field input").fill("fc");
    await page.keyboard.press("Enter");
    await page.locator('[data-item^="n:fc"][data-selected]').waitFor();

    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await page.emulateMedia({ colorScheme: "dark" });
    const dark = await background();
    await page.emulateMedia({ colorScheme: "light" });
    assert.notEqual(dark, await background());
    await page.emulateMedia({ colorScheme: null });

    await page.getByText("Table", { exact: true }).click();
    await page.locator("table.layers tbody tr").first().waitFor();
    assert.equal(await page.evaluate(() => "broken" in window), false);
    assert.deepEqual(faults, []);
    assert.deepEqual(loaded.slice(1), [], "the page loads something");
    page.off("pageerror", note);
  });
});
