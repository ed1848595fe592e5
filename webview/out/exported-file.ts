import type { ExportedFile, ExportedWeights, ModelDocument } from "../../src/protocol/index.ts";
import { type ExportFormat, exportName, tablesOf, weightsObstacle } from "../../src/words/index.ts";
import { fetchText, readAssets } from "../host/assets.ts";
import type { AppState } from "../state/app-state.ts";
import type { Page } from "../state/page.ts";
import type { Store } from "../state/store.ts";
import { exportedData } from "./exported-data.ts";
import { coloursOfPage, pictureInView } from "./page-picture.ts";
import { titleOf, writeHtml } from "./write-html.ts";
import { writePng } from "./write-png.ts";
import { svgSize, writeSvg } from "./write-svg.ts";

export type ExportParts = Pick<Page, "store" | "engine" | "companions">;

/** What a file is made of. */
interface Export extends ExportParts {
  readonly state: AppState;
  readonly model: ModelDocument;
  readonly seed: number;
}

/** The model in view as a file. A page that has just been opened waits for its model first. */
export async function exportedFile(
  parts: ExportParts,
  { format, seed }: { readonly format: string; readonly seed: number },
): Promise<ExportedFile> {
  const state = await whenShown(parts.store);
  if (state.view === null) return { kind: "refused", message: "There is no model in view to export." };
  const write = formats[format as ExportFormat];
  if (write === undefined) return { kind: "refused", message: `There is no format "${format}".` };
  const { model } = state.view;
  try {
    const made = await write({ ...parts, state, model, seed });
    const { content, weights } = isContent(made) ? { content: made, weights: null } : made;
    return { kind: "done", name: exportName(model.name, format), content, weights };
  } catch (fault) {
    return { kind: "refused", message: fault instanceof Error ? fault.message : String(fault) };
  }
}

type Content = string | ArrayBuffer;

interface WithWeights {
  readonly content: Content;
  readonly weights: ExportedWeights;
}

type Written = Content | WithWeights;

function isContent(made: Written): made is Content {
  return typeof made === "string" || made instanceof ArrayBuffer;
}

const formats: Readonly<Record<ExportFormat, (made: Export) => Written | Promise<Written>>> = {
  svg: ({ state }) => svgOf(state).svg,
  async png({ state }) {
    const { svg, size } = svgOf(state);
    return (await writePng(svg, size)).arrayBuffer();
  },
  csv: ({ state }) => tableOf(state, "csv"),
  md: ({ state }) => tableOf(state, "md"),
  async html({ state }) {
    const { script, style } = readAssets();
    const texts = await Promise.all([fetchText(script), fetchText(style)]);
    const data = exportedData(state);
    return writeHtml({ title: titleOf(data.shown), script: texts[0], style: texts[1], data });
  },
  onnx: (made) => withWeights(made, "onnx"),
  safetensors: (made) => withWeights(made, "safetensors"),
};

/** The weights are those of the model's runs: of the file that stands beside it or was chosen, else made from the seed. */
async function withWeights(
  { model, seed, engine, companions }: Export,
  format: "onnx" | "safetensors",
): Promise<WithWeights> {
  const obstacle = weightsObstacle(model);
  if (obstacle !== null) throw new Error(obstacle);
  const { weights } = await companions.refresh();
  const { name, version, inputNames } = model;
  const written = await engine.write({ name, version, inputNames, weights, seed, format });
  if (written.kind === "refused") throw new Error(`${name} cannot be exported: ${written.message}`);
  return { content: written.content, weights: { seed, fit: written.fit } };
}

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
