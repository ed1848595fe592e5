export * from "./analysis.ts";
export { type Analyzer, analyze, createAnalyzer } from "./analyze.ts";
export {
  argumentsFrom,
  importEdits,
  importsByName,
  isChainAt,
  isDottedNameAt,
  isNameAt,
  isNumberAt,
  isShorthandAt,
  methodAround,
  namespaceAccessAt,
  type ParsedFile,
  parseFile,
  rootNames,
} from "./syntax/index.ts";
