// How numbers, shapes, bytes, times and ratios are said, in hovers, tables, the preview and the terminal alike.
export { byteSize, exactByteSize, roundBytes } from "./bytes.ts";
export { changeShare, changeWords, layerChangesWords } from "./changes.ts";
export { classNamesIn } from "./class-names.ts";
export { blockSnippets, type CodeSnippet, codeSnippets, netSnippets } from "./code-snippets.ts";
export { besideName } from "./companions.ts";
export {
  costIn,
  exactCost,
  exactCount,
  narrowFormula,
  roundCount,
  shortCost,
  shortCount,
  wholeFormula,
} from "./counts.ts";
export { declaredWords, shortDeclaredWords } from "./declared.ts";
export {
  apartFrom,
  type ExportFormat,
  exportFormats,
  exportName,
  weightsObstacle,
} from "./export-formats.ts";
export { tablesOf } from "./layer-table.ts";
export { besideLimit, limitWords } from "./limits.ts";
export { isNote } from "./notes.ts";
export { tooManyPixels } from "./pictures.ts";
export { plural } from "./plural.ts";
export { percent, percentages, type RatioWords, ratioTo } from "./ratios.ts";
export { realNumber, shortReal } from "./reals.ts";
export { sentenceCase } from "./sentence-case.ts";
export { cut, fitShape, namedSizes } from "./shapes.ts";
export { conditionWords } from "./size-conditions.ts";
export { statisticsWords } from "./statistics.ts";
export { textTable } from "./text-table.ts";
export { duration, inMilliseconds } from "./times.ts";
export {
  fixedNote,
  gapsIn,
  partWords,
  peakWords,
  shortTotalWords,
  totalWords,
  trainableWords,
  unusedWords,
} from "./totals.ts";
