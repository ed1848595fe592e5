import { window } from "vscode";
import type { ModulePlace } from "../../protocol/index.ts";
import { outlined } from "../tree/outlined.ts";
import type { Command } from "./command.ts";
import { refusal } from "./instantiate.ts";
import { asText, targetDocument } from "./target.ts";
import { inModelTree } from "./when.ts";

/** Arguments: an item of the model tree; or a file, a model's id and a module's path. Returns the `RunOutcome`. */
export const runThisBlock: Command = {
  id: "cnnBlocks.runThisBlock",
  title: "Run This Block",
  icon: "play-circle",
  summary:
    "Runs the block of the model tree alone, as it is in its model, on the shapes that arrive at it there.",
  palette: "false",
  menus: { "view/item/context": [{ when: `${inModelTree} && viewItem == block`, group: "2_run@1" }] },
  async run(app, given, model, path) {
    const item = outlined(given);
    const place = item ?? placeOf(asText(model), asText(path));
    if (place === undefined) return undefined;
    const { uri } = await targetDocument(app, item?.file ?? given);
    const made = await app.documents.part(uri, { model: place.model, path: place.path });
    if (!made.ok) {
      void window.showErrorMessage(made.reason);
      return refusal(made.reason);
    }
    return app.preview.run([made.model], { uri, model: place.model });
  },
};

function placeOf(model: string | undefined, path: string | undefined): ModulePlace | undefined {
  return model === undefined || path === undefined ? undefined : { model, path };
}
