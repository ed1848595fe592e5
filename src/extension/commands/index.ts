import { commands, Disposable } from "vscode";
import type { App } from "../app.ts";
import { addLibrary } from "./add-library.ts";
import type { Command } from "./command.ts";
import { compareBlocks } from "./compare-blocks.ts";
import { insertBlock } from "./insert-block.ts";
import { newModelFile } from "./new-model-file.ts";
import { openExample } from "./open-example.ts";
import { openPreview } from "./open-preview.ts";
import { runBlock } from "./run-block.ts";
import { runModel } from "./run-model.ts";
import { showSummary } from "./show-summary.ts";
import { toggleAnnotations } from "./toggle-annotations.ts";

const all: readonly Command[] = [
  openPreview,
  runBlock,
  runModel,
  compareBlocks,
  insertBlock,
  newModelFile,
  showSummary,
  toggleAnnotations,
  addLibrary,
  openExample,
];

export function registerCommands(app: App): Disposable {
  return Disposable.from(
    ...all.map(({ id, run }) => commands.registerCommand(id, (...args: unknown[]) => run(app, ...args))),
  );
}
