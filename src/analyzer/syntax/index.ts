export * from "./comments.ts";
export * from "./imports.ts";
export * from "./nodes.ts";
export * from "./parse.ts";
export * from "./queries.ts";
export * from "./syntax-index.ts";
