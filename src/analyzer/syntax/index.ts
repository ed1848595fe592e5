export * from "./comments.ts";
export * from "./nodes.ts";
export * from "./parse.ts";
