import { type nn, randn, type Tensor, trace } from "../../src/library/index.ts";
import { summarize } from "../../src/passes/index.ts";

type Shape = readonly number[];

/**
 * The cells for parameters and MACs of a module on inputs of these shapes: `73,856`, `231,211,008`. A list of shapes is an
 * input that is a list of tensors.
 */
export function modelCounts(
  module: nn.Module,
  ...inputs: readonly (Shape | readonly Shape[])[]
): readonly string[] {
  const { parameters, macs } = summarize(trace(module, ...inputs.map(tensorsOf))).total;
  return [parameters, macs].map((count) => Number(count).toLocaleString("en-US"));
}

function tensorsOf(shapes: Shape | readonly Shape[]): Tensor {
  const [first] = shapes;
  // What a model takes is up to its own forward; `trace` passes it on.
  return typeof first === "number"
    ? randn(shapes as Shape)
    : ((shapes as readonly Shape[]).map((shape) => randn(shape)) as unknown as Tensor);
}
