import { type TextDocument, window } from "vscode";
import { givenShapes } from "../../base/index.ts";
import type { BlockOffer } from "../../protocol/index.ts";
import type { App } from "../app.ts";
import type { Command } from "./command.ts";
import { askInputShape } from "./input-shape.ts";
import { instantiate } from "./instantiate.ts";
import { offerOf, pickBlock } from "./pick-blocks.ts";
import { asText, targetDocument } from "./target.ts";
import { inModelFile } from "./when.ts";

const title = "Run Block";

/** Arguments: the file, a block's name or a construction, and the input shape as text. Returns the `RunOutcome`. */
export const runBlock: Command = {
  id: "cnnBlocks.runBlock",
  title: "Run Block…",
  icon: "play-circle",
  summary: "Runs one block or model, of the file or of the library, on an input shape that you choose.",
  menus: {
    "editor/title": [{ when: inModelFile, group: "1_run@2" }],
    "editor/context": [{ when: inModelFile, group: "z_cnnBlocks@2" }],
  },
  async run(app, file, block, input) {
    const document = await targetDocument(app, file);
    const offer = await chooseBlock(app, document, asText(block));
    if (!offer) return undefined;
    const given = asText(input);
    const shape =
      given === undefined ? await askInputShape(inputTitle(offer), offer.input) : givenShapes(given);
    if (!shape) return undefined;
    const made = await instantiate(app.documents, document, [offer], shape);
    if (made.refused) {
      void window.showErrorMessage(made.refused.message);
      return made.refused;
    }
    return app.preview.run(made.models, { uri: document.uri, model: null });
  },
};

async function chooseBlock(
  { server }: App,
  document: TextDocument,
  wanted: string | undefined,
): Promise<BlockOffer | undefined> {
  const offers = await server.request("cnnBlocks/blocks", { uri: document.uri.toString() });
  if (wanted === undefined) return pickBlock(title, offers);
  return offers.find(({ name }) => name === wanted) ?? offerOf(wanted, offers);
}

function inputTitle({ name }: BlockOffer): string {
  return `${title}: ${name}`;
}
