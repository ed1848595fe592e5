import type { ExportedFile } from "../../src/protocol/index.ts";
import { type ExportFormat, exportName, tablesOf } from "../../src/words/index.ts";
import { fetchText, readAssets } from "../host/assets.ts";
import type { AppState } from "../state/app-state.ts";
import type { Page } from "../state/page.ts";
import type { Store } from "../state/store.ts";
import { exportedData } from "./exported-data.ts";
import { coloursOfPage, pictureInView } from "./page-picture.ts";
import { titleOf, writeHtml } from "./write-html.ts";
import { writePng } from "./write-png.ts";
import { svgSize, writeSvg } from "./write-svg.ts";

export type ExportParts = Pick<Page, "store">;

/** The model in view as a file. A page that has just been opened waits for its model first. */
export async function exportedFile(parts: ExportParts, format: string): Promise<ExportedFile> {
  const state = await whenShown(parts.store);
  if (state.view === null) return { kind: "refused", message: "There is no model in view to export." };
  const write = formats[format as ExportFormat];
  if (write === undefined) return { kind: "refused", message: `There is no format "${format}".` };
  try {
    const content = await write(state);
    return { kind: "done", name: exportName(state.view.model.name, format), content };
  } catch (fault) {
    return { kind: "refused", message: fault instanceof Error ? fault.message : String(fault) };
  }
}

type Content = string | ArrayBuffer;

const formats: Readonly<Record<ExportFormat, (state: AppState) => Content | Promise<Content>>> = {
  svg: (state) => svgOf(state).svg,
  async png(state) {
    const { svg, size } = svgOf(state);
    return (await writePng(svg, size)).arrayBuffer();
  },
  csv: (state) => tableOf(state, "csv"),
  md: (state) => tableOf(state, "md"),
  async html(state) {
    const { script, style } = readAssets();
    const texts = await Promise.all([fetchText(script), fetchText(style)]);
    const data = exportedData(state);
    return writeHtml({ title: titleOf(data.shown), script: texts[0], style: texts[1], data });
  },
};

function svgOf(state: AppState) {
  const picture = pictureInView(state);
  if (picture === null) throw new Error("There is no model in view to draw.");
  return { svg: writeSvg(picture, coloursOfPage()), size: svgSize(picture) };
}

function tableOf({ view, shown }: AppState, format: "csv" | "md"): string {
  if (view === null) throw new Error("There is no model in view to list.");
  return tablesOf([view.model], format, shown?.units ?? "MACs");
}

function whenShown(store: Store<AppState>): Promise<AppState> {
  if (store.get().shown !== null) return Promise.resolve(store.get());
  return new Promise((resolve) => {
    const stop = store.subscribe(() => {
      if (store.get().shown === null) return;
      stop();
      resolve(store.get());
    });
  });
}
