export * from "./analysis.ts";
export { type Analyzer, analyze, createAnalyzer } from "./analyze.ts";
export { type Assigned, assignInputs } from "./results/assign-inputs.ts";
export {
  argumentsFrom,
  constructionIn,
  importEdits,
  importedNames,
  importsByName,
  isChainAt,
  isDottedNameAt,
  isNameAt,
  isNumberAt,
  isShorthandAt,
  libraryImports,
  methodAround,
  namespaceAccessAt,
  type ParsedFile,
  parseFile,
  placesOfName,
  rootNames,
  topLevelStatements,
} from "./syntax/index.ts";
