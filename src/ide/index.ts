export { type Bench, createBench } from "./bench.ts";
export { blockOffers } from "./block-offers.ts";
export { codeActions, type OfferedAction, offeredActions } from "./code-actions/index.ts";
export { type CodeLens, codeLenses } from "./code-lens.ts";
export { type DiagnosticCode, diagnostics, findDiagnostic, type Severity } from "./diagnostics/index.ts";
export { modelDocument, modelSummary } from "./documents.ts";
export { type Hover, hoverAt } from "./hover/hover.ts";
export { type InlayHint, inlayHints, inlayTooltip } from "./inlay-hints.ts";
export { instance, instantiate } from "./instantiate.ts";
export { libraryOffers } from "./library-offers.ts";
export { nodeTitle } from "./node-title.ts";
export { type CostUnit, exactCount, memorySize } from "./numbers.ts";
export {
  type MarkedProblem,
  markedProblems,
  problemsHere,
  wordedProblem,
} from "./problems.ts";
export { layerNodes, layerPath, summaryText } from "./summary-table.ts";
export { type DocumentSymbol, documentSymbols } from "./symbols.ts";
export { textTable } from "./text-table.ts";
export { createView, type View } from "./view.ts";
