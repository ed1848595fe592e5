export * from "./analysis.ts";
export { type Analyzer, analyze, createAnalyzer } from "./analyze.ts";
