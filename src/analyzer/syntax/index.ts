export * from "./comments.ts";
export * from "./declared-types.ts";
export * from "./imports.ts";
export * from "./nodes.ts";
export * from "./parse.ts";
export * from "./promised-members.ts";
export * from "./queries.ts";
export * from "./syntax-index.ts";
