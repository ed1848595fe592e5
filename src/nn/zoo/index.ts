export * from "./families.ts";
export * from "./nets.ts";
