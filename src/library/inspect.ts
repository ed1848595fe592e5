import { Module } from "../nn/module.ts";
import { Tensor } from "../nn/tensor.ts";

/** The method that Node calls to print a value. */
const inspect = Symbol.for("nodejs.util.inspect.custom");

/** Makes `console.log` show a tensor's sizes and a module's layers, instead of all that they hold. */
export function printPlainly(): void {
  for (const prototype of [Tensor.prototype, Module.prototype]) {
    Object.defineProperty(prototype, inspect, {
      value(this: object) {
        return String(this);
      },
    });
  }
}
