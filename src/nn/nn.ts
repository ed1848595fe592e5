// What authors know as the namespace `nn`.
export * from "./blocks/index.ts";
export * as init from "./init.ts";
export * from "./layers/index.ts";
export { Module } from "./module.ts";
export { Buffer, Parameter } from "./parameter.ts";
export * as utils from "./utils.ts";
