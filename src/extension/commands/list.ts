// Every command: one file, one line.
export { addLibrary } from "./add-library.ts";
export { compareBlocks } from "./compare-blocks.ts";
export { copyFigures } from "./copy-figures.ts";
export { copySummary } from "./copy-summary.ts";
export { exportModel } from "./export-model.ts";
export { goToSource } from "./go-to-source.ts";
export { insertBlock } from "./insert-block.ts";
export { newModelFile } from "./new-model-file.ts";
export { openExample } from "./open-example.ts";
export { openPreview } from "./open-preview.ts";
export { runBlock } from "./run-block.ts";
export { runModel } from "./run-model.ts";
export { runThisBlock } from "./run-this-block.ts";
export { showChanges } from "./show-changes.ts";
export { showInPreview } from "./show-in-preview.ts";
export { showSummary } from "./show-summary.ts";
export { toggleAnnotations } from "./toggle-annotations.ts";
