import { type nn, randn, trace } from "../../src/library/index.ts";
import { summarize } from "../../src/passes/index.ts";

/** The cells for parameters and MACs of a module on an input of this shape: `73,856`, `231,211,008`. */
export function modelCounts(module: nn.Module, input: readonly number[]): readonly string[] {
  const { parameters, macs } = summarize(trace(module, randn(input))).total;
  return [parameters, macs].map((count) => Number(count).toLocaleString("en-US"));
}
