export type * from "./document.ts";
export * from "./preview.ts";
export * from "./server.ts";
