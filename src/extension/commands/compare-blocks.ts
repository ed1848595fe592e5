import { type TextDocument, window } from "vscode";
import { givenShapes } from "../../base/index.ts";
import type { BlockOffer, ModelSummary } from "../../protocol/index.ts";
import type { App } from "../app.ts";
import type { Command } from "./command.ts";
import { askInputShape } from "./input-shape.ts";
import { instantiate } from "./instantiate.ts";
import { offerOf, pickBlocks } from "./pick-blocks.ts";
import { asText, targetDocument } from "./target.ts";
import { inModelFile, inPreview } from "./when.ts";

const title = "Compare Blocks";

/**
 * Arguments: the file; the id of a model to preselect, or the names or constructions to compare; the input shape as
 * text. Returns the `RunOutcome`.
 */
export const compareBlocks: Command = {
  id: "cnnBlocks.compareBlocks",
  title: "Compare Blocks…",
  icon: "compare-changes",
  summary: "Runs two or more blocks on the same input and compares parameters, MACs, memory and time.",
  menus: {
    "editor/title": [
      { when: inModelFile, group: "1_run@3" },
      { when: inPreview, group: "navigation@2" },
    ],
    "editor/context": [{ when: inModelFile, group: "z_cnnBlocks@3" }],
  },
  async run(app, file, blocks, input) {
    const document = await targetDocument(app, file, "compare");
    const offers = await chooseBlocks(app, document, blocks);
    const [first] = offers ?? [];
    if (!offers || !first) return undefined;
    const given = asText(input);
    const shape = given === undefined ? await askInputShape(title, first.input) : givenShapes(given);
    if (!shape) return undefined;
    const made = await instantiate(app.documents, document, offers, shape);
    if (made.refused) {
      void window.showErrorMessage(made.refused.message);
      return made.refused;
    }
    return app.preview.run(made.models, { uri: document.uri, model: null });
  },
};

async function chooseBlocks(
  { server }: App,
  document: TextDocument,
  blocks: unknown,
): Promise<readonly BlockOffer[] | undefined> {
  const uri = document.uri.toString();
  const offers = await server.request("cnnBlocks/blocks", { uri });
  const named = (wanted: string) => offers.find(({ name }) => name === wanted);
  if (Array.isArray(blocks)) {
    const wanted = blocks.filter((block) => typeof block === "string");
    return wanted.map((block) => named(block) ?? offerOf(block, offers));
  }
  const models = await server.request("cnnBlocks/models", { uri });
  const offerOfModel = (model: ModelSummary) => named(model.name) ?? named(model.className);
  const begin = models.find(({ id }) => id === blocks);
  return pickBlocks(title, offers, ticked(begin && offerOfModel(begin), models.map(offerOfModel)));
}

/** Those of the file's own models that take the input of the first, because a comparison runs on one input. */
function ticked(
  begin: BlockOffer | undefined,
  models: readonly (BlockOffer | undefined)[],
): readonly BlockOffer[] {
  const own = [...new Set([begin, ...models])].filter((offer) => offer !== undefined);
  return own.filter(({ input }) => input === own[0]?.input);
}
