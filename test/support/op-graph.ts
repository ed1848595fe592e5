import { type Attrs, buildGraph, type Graph, type Recorded, type Shape } from "../../src/ir/index.ts";
import { findOp } from "../../src/ops/index.ts";

/** A recorded application, for graphs that tests write by hand. The owner names the parameters. */
export function apply(op: string, attrs: Attrs, inputs: readonly Recorded[], owner = "layer"): Recorded {
  const { value, problems } = findOp(op).infer(
    attrs,
    inputs.map(({ shape }) => shape),
  );
  if (problems.length > 0) throw new Error(`${op}: ${problems.map(({ code }) => code).join()}`);
  return { op, attrs, inputs, shape: value, module: "", owner, source: null };
}

/** An input that the run is given. */
export function given(shape: Shape, stream = 0): Recorded {
  return apply("input", { shape: shape as never, fill: "given", value: 0, stream }, []);
}

/** The graph of some outputs; inputs in the order given. */
export function graphOf(inputs: readonly Recorded[], outputs: readonly Recorded[], name = "test"): Graph {
  return buildGraph({ name, inputs, outputs, moduleAt: () => ({ className: "Module", source: null }) });
}

/** Every input that some outputs are made of, in the order in which they are met. */
export function inputsOf(outputs: readonly Recorded[]): readonly Recorded[] {
  const found = new Set<Recorded>();
  const walk = (record: Recorded): void => {
    if (record.op === "input") found.add(record);
    for (const input of record.inputs) walk(input);
  };
  for (const output of outputs) walk(output);
  return [...found];
}

/** The same numbers from a kernel that leaves them in blocks: a pooling of single pixels. */
export function inBlocks(input: Recorded): Recorded {
  const attrs = { kernelSize: [1, 1], stride: [1, 1], padding: [0, 0], dilation: [1, 1], ceilMode: false };
  return apply("max-pool2d", attrs, [input]);
}
