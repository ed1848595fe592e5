import { openBeside } from "./beside.ts";
import { documentOf, placeOfNode, withFaults } from "./documents.ts";
import { dark, inception, projected, residual, resnet18, separable } from "./examples.ts";
import { chooseInput, digits, giveFile, hostWeights, openRunTab } from "./inputs.ts";
import { nestedUnet } from "./nested-unet.ts";
import type { PreviewDriver } from "./preview-driver.ts";
import { unets } from "./unets.ts";
import { openWhatIf } from "./what-if.ts";

/** Something that the page can show, by how it gets there from an empty page. */
export interface PageView {
  readonly name: string;
  show(preview: PreviewDriver): Promise<unknown>;
}

/** Every kind of thing that the page shows: for screenshots, and for what has to hold of all of them. */
export const pageViews: readonly PageView[] = [
  { name: "no-model", show: ({ show }) => show(null) },
  { name: "folded", show: ({ show }) => show(documentOf(resnet18)) },
  { name: "unfolded", show: ({ show }) => show(documentOf(inception)) },
  { name: "focus", show: showFocus },
  { name: "u", show: showU },
  { name: "nested-u", show: ({ show }) => show(documentOf(nestedUnet)) },
  { name: "problem", show: showProblem },
  { name: "problem-table", show: showProblemTable },
  { name: "search", show: showSearch },
  { name: "layer", show: showLayer },
  { name: "view-menu", show: (preview) => showMenu(preview, "What is drawn") },
  { name: "export-menu", show: (preview) => showMenu(preview, "Export") },
  { name: "node-menu", show: showNodeMenu },
  { name: "legend", show: showLegend },
  { name: "table", show: showTable },
  { name: "cost", show: showCost },
  { name: "what-if", show: showWhatIf },
  { name: "differences", show: showDifferences },
  { name: "run", show: showRun },
  { name: "recognised", show: showRecognised },
  { name: "drawing", show: showDrawing },
  { name: "refused-file", show: showRefusedFile },
  { name: "speed", show: showSpeed },
  { name: "feature-maps", show: showFeatureMaps },
  { name: "enlarged-map", show: showEnlargedMap },
  { name: "step", show: showStep },
  { name: "both-ways", show: showBothWays },
  { name: "not-finite", show: showNotFinite },
  { name: "dead-channels", show: showDeadChannels },
  { name: "comparison", show: showComparison },
];

async function showProblem({ show, page }: PreviewDriver): Promise<void> {
  const fault = {
    code: "channel-mismatch",
    severity: "error",
    message: "Conv2d expects 16 channels.",
  } as const;
  const problem = { ...fault, line: 3, column: 7, ...placeOfNode(1) };
  const model = withFaults(documentOf(residual), [{ problem, nodes: [1], assumesDeclared: true }]);
  await show(
    { ...model, inputFrom: "assumed" },
    { models: [model, documentOf(inception)], problems: [problem] },
  );
  await page.locator(".problems summary").click();
}

async function showProblemTable(preview: PreviewDriver): Promise<void> {
  await showProblem(preview);
  await preview.page.locator(".problems summary").click();
  await preview.page.getByRole("button", { name: "Table" }).click();
}

async function showSearch({ show, page }: PreviewDriver): Promise<void> {
  await show(documentOf(resnet18));
  await page.locator("vscode-text-field input, input[type=search]").first().fill("conv1");
}

async function showLayer({ show, page }: PreviewDriver): Promise<void> {
  await show(documentOf(projected));
  await page.locator('[data-item="n:conv1:conv2d:0"]').click();
}

async function showMenu({ show, page }: PreviewDriver, name: string): Promise<void> {
  await show(documentOf(resnet18));
  await page.getByRole("button", { name, exact: true }).click();
  await page.locator(".popover:popover-open").waitFor();
}

async function showNodeMenu({ show, page }: PreviewDriver): Promise<void> {
  await show(documentOf(resnet18));
  await page.locator('[data-item="g:layer1"]').click({ button: "right" });
  await page.locator(".node-menu:popover-open").waitFor();
}

/** The whole of a U-Net. */
async function showU({ show, page }: PreviewDriver): Promise<void> {
  const [, twoDeep = residual] = unets;
  await show(documentOf(twoDeep));
  await page.getByRole("button", { name: "Fit the whole graph" }).click();
}

async function showFocus(preview: PreviewDriver): Promise<void> {
  await showNodeMenu(preview);
  await preview.page.getByRole("menuitem", { name: "Show This Block Alone" }).click();
  await preview.page.getByRole("navigation", { name: "Block in view" }).waitFor();
}

async function showLegend({ show, page }: PreviewDriver): Promise<void> {
  await show(documentOf(resnet18));
  await page.locator(".legend summary").click();
}

async function showTable({ show, page }: PreviewDriver): Promise<void> {
  await show(documentOf(inception));
  await page.getByRole("button", { name: "Table" }).click();
}

async function showCost(preview: PreviewDriver): Promise<void> {
  await showLayer(preview);
  await preview.page.getByRole("tab", { name: "Cost" }).click();
}

async function showDifferences(preview: PreviewDriver): Promise<void> {
  await openBeside(preview);
}

async function showWhatIf(preview: PreviewDriver): Promise<void> {
  await openWhatIf(preview);
  await preview.page.getByRole("spinbutton", { name: "outChannels of ResidualBlock" }).fill("128");
  await preview.page.locator('.differences tr[data-changed] >> text="Parameters"').waitFor();
}

/** A trained net has run on a sample. */
async function showRecognised(preview: PreviewDriver): Promise<void> {
  const model = documentOf(digits);
  await hostWeights(preview, "digits");
  await preview.show(model);
  await openRunTab(preview);
  await chooseInput(preview, "Digit 3");
  await preview.run([model], { seed: 0, runs: 1 });
  await preview.page.locator(".top-classes").scrollIntoViewIfNeeded();
}

async function showDrawing(preview: PreviewDriver): Promise<void> {
  const { page } = preview;
  await showRecognised(preview);
  await chooseInput(preview, "Drawing");
  const pad = page.getByRole("img", { name: "Drawing pad with 0 strokes" });
  await pad.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await pad.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(x + width / 2, y + height / 5);
  await page.mouse.down();
  await page.mouse.move(x + width / 2, y + (4 * height) / 5, { steps: 4 });
  await page.mouse.up();
  await page.getByText(/^Most probable: /).waitFor();
}

async function showRefusedFile(preview: PreviewDriver): Promise<void> {
  await showRecognised(preview);
  await giveFile(preview, "drop", "holiday.png", [...Buffer.from("not a picture at all")]);
  await preview.page.locator('[role="alert"]', { hasText: "holiday.png" }).waitFor();
}

async function showRun({ show, run }: PreviewDriver): Promise<void> {
  const model = documentOf(projected);
  await show(model);
  await run([model], { seed: 0, runs: 1 });
}

async function showSpeed(preview: PreviewDriver): Promise<void> {
  await showRun(preview);
  await preview.page.getByRole("tab", { name: "Speed" }).click();
}

async function showFeatureMaps(preview: PreviewDriver): Promise<void> {
  await showRun(preview);
  await selectBesidePanel(preview, "n:conv1:conv2d:0");
  await preview.page.locator(".feature-maps canvas.map-sheet").waitFor();
}

/** In the smallest windows the panel lies over the graph, and the box below what is in sight: it is chosen by its key. */
async function selectBesidePanel({ page }: PreviewDriver, item: string): Promise<void> {
  const box = page.locator(`[data-item="${item}"]`);
  if (!(await box.isVisible())) await page.getByRole("button", { name: "Close the panel" }).click();
  await box.press("Enter");
  await box.and(page.locator("[data-selected]")).waitFor();
  const closed = page.getByRole("button", { name: "Show the side panel" });
  if (await closed.isVisible()) await closed.click();
}

async function showEnlargedMap(preview: PreviewDriver): Promise<void> {
  await showFeatureMaps(preview);
  await preview.page.locator(".feature-maps canvas.map-sheet").click({ position: { x: 4, y: 4 } });
  await preview.page.locator(".enlarged-map canvas").hover({ position: { x: 40, y: 40 } });
  await preview.page.locator(".map-hover", { hasText: "Row " }).waitFor();
}

/** A pointwise convolution behind a depthwise one. */
async function showBothWays(preview: PreviewDriver): Promise<void> {
  const model = documentOf(separable);
  await preview.show(model);
  await preview.run([model], { seed: 0, runs: 1 });
  await selectBesidePanel(preview, "n:pointwise:conv2d:0");
  await preview.page.getByRole("tab", { name: "Step" }).click();
  await preview.page.locator(".both-ways").scrollIntoViewIfNeeded();
}

async function showStep(preview: PreviewDriver): Promise<void> {
  await showFeatureMaps(preview);
  await preview.page.getByRole("tab", { name: "Step" }).click();
  await preview.page.locator(".element-picker").waitFor();
}

async function showNotFinite({ show, run, page }: PreviewDriver): Promise<void> {
  const model = documentOf(dark);
  await show(model);
  await run([model], { seed: 0, runs: 1 });
  await page.getByRole("alert").filter({ hasText: "The first layer that gives any is" }).waitFor();
}

async function showDeadChannels(preview: PreviewDriver): Promise<void> {
  await showNotFinite(preview);
  await selectBesidePanel(preview, "n::relu:0");
  await preview.page.getByRole("tab", { name: "Layer" }).click();
  await preview.page.locator(".fact", { hasText: "8 of 8 (100.0 %) are all 0" }).scrollIntoViewIfNeeded();
}

async function showComparison({ show, run }: PreviewDriver): Promise<void> {
  const models = [documentOf(residual), documentOf(projected)];
  await show(models[0] ?? null, { models });
  await run(models, { seed: 0, runs: 1 });
}
