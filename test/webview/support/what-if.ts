import type { Knob, Knobs, ModelDocument } from "../../../src/protocol/index.ts";
import { documentOf } from "./documents.ts";
import { projected, residual } from "./examples.ts";
import type { PreviewDriver } from "./preview-driver.ts";

const block = "ResidualBlock";

const knobs: readonly Knob[] = [
  { id: "200", group: "input", name: "batch", value: 2, place: "line 12" },
  { id: "210", group: "input", name: "height and width", value: 16, place: "line 12" },
  { id: "100", group: block, name: "outChannels", value: 64, place: "const width, line 3" },
  { id: "101+2", group: block, name: "stride", value: 1, place: "added to the call, line 4" },
];

/** A residual block on the What if tab. Its host knows one other model: 128 channels and a stride of 2. */
export async function openWhatIf(preview: PreviewDriver): Promise<ModelDocument> {
  const base = documentOf(residual);
  const tried = { ...documentOf(projected), id: base.id, name: base.name };
  preview.hold(tried);
  await preview.show(base);
  await preview.page.evaluate(answerTrials, {
    knobs: { knobs, notes: [] },
    model: { id: base.id, version: tried.version },
  });
  await preview.page.keyboard.press("Escape");
  await openPanel(preview);
  await preview.page.getByRole("tab", { name: "What if" }).click();
  await preview.page.locator(".knob").first().waitFor();
  return base;
}

async function openPanel({ page }: PreviewDriver): Promise<void> {
  const button = page.getByRole("button", { name: /panel/i }).first();
  if ((await page.locator(".side-panel").count()) === 0) await button.click();
}

interface Answers {
  readonly knobs: Knobs;
  readonly model: unknown;
}

/** In the page: trials are answered when the test says so, by `answerTrial`. */
function answerTrials({ knobs, model }: Answers): void {
  const problem = {
    code: "bad-argument",
    severity: "error",
    file: "file:///models/example.ts",
    start: 0,
    end: 1,
  };
  const message = "stride has to be at least 1; it is 0.";
  const trial = ({ values }: { readonly values: Record<string, number> }) => {
    const isWrong = values["101+2"] === 0;
    const problems = isWrong ? [{ ...problem, message, line: 4, column: 5 }] : [];
    return { model: isWrong ? null : model, problems, reason: isWrong ? "There is no such model." : null };
  };
  Object.assign(window.hosted, { knobs: () => knobs, trial, applyTrial: () => null });
}
