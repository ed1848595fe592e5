// Every setting: one file, one line.
export { annotationsEnabled } from "./annotations-enabled.ts";
export { codeLensEnabled } from "./code-lens-enabled.ts";
export { defaultInputSize } from "./default-input-size.ts";
export { hoverEnabled } from "./hover-enabled.ts";
export { inlayHintsMaxLength } from "./inlay-hints-max-length.ts";
export { inlayHintsParameters } from "./inlay-hints-parameters.ts";
export { inlayHintsShapes } from "./inlay-hints-shapes.ts";
export { inlayHintsShow } from "./inlay-hints-show.ts";
export { lintsEnabled } from "./lints-enabled.ts";
export { lintsOff } from "./lints-off.ts";
export { runRepetitions } from "./run-repetitions.ts";
export { runSeed } from "./run-seed.ts";
export { units } from "./units.ts";
