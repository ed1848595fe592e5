import type { Command } from "./command.ts";
import { asText, targetDocument } from "./target.ts";

/** Arguments: the file, and a model's id. */
export const openPreview: Command = {
  id: "cnnBlocks.openPreview",
  async run({ preview }, file, model) {
    const document = await targetDocument(file);
    if (document) await preview.open({ uri: document.uri, model: asText(model) ?? null });
  },
};
