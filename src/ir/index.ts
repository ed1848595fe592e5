export * from "./build.ts";
export * from "./dim.ts";
export * from "./graph.ts";
export * from "./print-dim.ts";
export * from "./report.ts";
export * from "./run.ts";
export * from "./shape.ts";
export type * from "./tensor-statistics.ts";
