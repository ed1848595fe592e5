export type * from "./agents.ts";
export type * from "./diff.ts";
export type * from "./document.ts";
export type * from "./outline.ts";
export type * from "./page.ts";
export type * from "./pictures.ts";
export * from "./preview.ts";
export * from "./server.ts";
export type * from "./what-if.ts";
