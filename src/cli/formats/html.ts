import { drawnFile } from "./drawn-file.ts";
import type { FileFormat } from "./format.ts";

/** The preview in one file: it folds, searches and has the table in any browser, without a network. */
export const html: FileFormat = {
  name: "html",
  hasWeights: false,
  async write({ view, model, host }) {
    const { html: write } = await host.readPictures();
    return { ok: true, content: write(drawnFile(view, model, host)) };
  },
};
