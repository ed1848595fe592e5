export type { Severity } from "../problems/index.ts";
export { type AgentTool, answered, refused, type ToolContext } from "./agents/agent-tool.ts";
export { isInside } from "./agents/files.ts";
export { agentTools, callTool } from "./agents/index.ts";
export { inputSchema } from "./agents/inputs.ts";
export { problemPage } from "./agents/problem-page.ts";
export type { DeclarationSources } from "./arguments/declarations.ts";
export type { Search } from "./arguments/search.ts";
export { fixAllEdits, searchFixAll } from "./code-actions/fix-all.ts";
export { codeActions, type OfferedAction, offeredActions, searchActions } from "./code-actions/index.ts";
export {
  type AnalysisSources,
  type Completion,
  type Completions,
  completionsAt,
  type Documented,
  documentationOf,
  type SignatureHelp,
  signatureHelpAt,
} from "./completion/index.ts";
export { type CodeLens, codeLenses } from "./hints/code-lens.ts";
export { type InlayHint, inlayHints, inlayTooltip } from "./hints/inlay-hints.ts";
export { type ChosenInstances, severalInstances } from "./hints/instances.ts";
export { hoverOfDrawn } from "./hover/describe-drawn.ts";
export { type Hover, hoverAt } from "./hover/hover.ts";
export { lintCodes } from "./lints/index.ts";
export { diffText } from "./models/diff-text.ts";
export { modelDocument, modelSummary, unknownWords } from "./models/documents.ts";
export { drawnAt } from "./models/drawn-at.ts";
export { earlierView } from "./models/earlier-view.ts";
export { fileTests } from "./models/file-tests.ts";
export { isNamed } from "./models/is-named.ts";
export { diffModels, earlierOf, modelsBeside, viewedModels } from "./models/model-diff.ts";
export { modelPart } from "./models/model-part.ts";
export { modelOutline } from "./models/outline.ts";
export { runObstacle } from "./models/run-obstacle.ts";
export { layerNodes, layerPath, summaryText } from "./models/summary-table.ts";
export { noModel } from "./no-model.ts";
export { blockOffers, constructionText, expressionFor } from "./offers/block-offers.ts";
export { insertBlock } from "./offers/insert-block.ts";
export { instance, instantiate } from "./offers/instantiate.ts";
export { libraryOffers } from "./offers/library-offers.ts";
export {
  type MarkedProblem,
  markedProblems,
  problemLine,
  problemsHere,
  wordedProblem,
} from "./problems.ts";
export {
  type OfferedRefactoring,
  offeredRefactorings,
  refactorings,
  searchRefactorings,
} from "./refactorings/index.ts";
export { type DocumentSymbol, documentSymbols } from "./symbols.ts";
export { nodeTitle } from "./view/node-title.ts";
export { overrun } from "./view/over-budget.ts";
export type { Replacement } from "./view/text-edits.ts";
export { createView, type View } from "./view/view.ts";
export { createWorkspace, type Workspace } from "./view/workspace.ts";
export { modelEdits, modelKnobs, tryValues } from "./what-if/trial.ts";
