import { drawnFile } from "./drawn-file.ts";
import type { FileFormat } from "./format.ts";

/** The preview's picture of the graph, as it is when it is first opened. */
export const svg: FileFormat = {
  name: "svg",
  hasWeights: false,
  async write({ view, model, theme, host }) {
    const { svg: draw } = await host.readPictures();
    return { ok: true, content: draw(drawnFile(view, model, host), theme) };
  },
};
