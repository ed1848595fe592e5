import type { Model } from "../../../src/analyzer/index.ts";
import type { View } from "../../../src/ide/index.ts";
import { modelsBeside } from "../../../src/ide/index.ts";
import type { LayerPair, ModelDocument } from "../../../src/protocol/index.ts";
import { documentOf } from "./documents.ts";
import { projected, residual } from "./examples.ts";
import type { PreviewDriver } from "./preview-driver.ts";

export interface OpenedBeside {
  readonly before: ModelDocument;
  readonly after: ModelDocument;
  readonly pairs: readonly LayerPair[];
}

/**
 * A block with a projection beside what it was at the last commit, when its shortcut was the identity; or the other way
 * round, when the projection has been removed since.
 */
export async function openBeside(preview: PreviewDriver, isRemoved = false): Promise<OpenedBeside> {
  const [plain, wider] = [documentOf(residual), documentOf(projected)];
  const [before, after] = isRemoved ? [wider, plain] : [plain, wider];
  const compared = modelsBeside(viewed(before), viewed(after));
  preview.hold(before);
  await preview.show(after);
  await preview.page.evaluate(
    (answer) => {
      Object.assign(window.hosted, {
        beside: ({ other }: { readonly other: string | null }) =>
          other === null ? answer : "The model is gone.",
      });
    },
    { ...compared, before: { id: before.id, version: before.version } },
  );
  await preview.compareWithCommit();
  await preview.page.locator(".changed-layers").waitFor();
  await preview.page.locator(".beside .box").first().waitFor({ state: "attached" });
  return { before, after, pairs: compared.pairs };
}

/** As much of an analysis as a comparison asks for. */
function viewed({ graph, report, id, name }: ModelDocument) {
  return {
    view: { report: () => report } as unknown as View,
    model: { graph, id, name } as unknown as Model,
  };
}
