import type { DrawnFile, ModelPictures } from "../src/protocol/index.ts";
import { exportedData } from "./out/exported-data.ts";
import { pictureInView } from "./out/page-picture.ts";
import { pictureColours } from "./out/picture-colours.ts";
import themes from "./out/themes.json" with { type: "json" };
import { titleOf, writeHtml } from "./out/write-html.ts";
import { writeSvg } from "./out/write-svg.ts";
import { type AppState, initialState, show } from "./state/app-state.ts";

/** The pictures that the command line exports: what the page shows when it is first opened, drawn without a browser. */
export const modelPictures: ModelPictures = {
  svg(file, theme) {
    const picture = pictureInView(stateOf(file));
    if (picture === null) throw new Error(`${file.fileName} has no model to draw.`);
    const variables: Readonly<Record<string, string>> = themes[theme].variables;
    return writeSvg(
      picture,
      pictureColours((name) => variables[`--vscode-${name}`] ?? ""),
    );
  },
  html(file, page) {
    return writeHtml({ ...page, title: titleOf(file), data: exportedData(stateOf(file)) });
  },
};

function stateOf(file: DrawnFile): AppState {
  return show(file)(initialState);
}
