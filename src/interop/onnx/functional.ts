import type { FunctionalLowering } from "../../ops/index.ts";
import type { Named } from "./words.ts";

/** The stage as its layer's, whose parameters are values of the graph: ONNX makes no difference. */
export function withGivenTensors(named: Named, { given }: FunctionalLowering): Named {
  const [x = "", ...tensors] = named.inputs;
  const parameters = given.map((name, index) => {
    const shape = named.shapes[index + 1] ?? [];
    const init = { kind: "constant", value: 0 } as const;
    return [name, { name: tensors[index] ?? "", shape, init }] as const;
  });
  return {
    ...named,
    inputs: [x],
    shapes: named.shapes.slice(0, 1),
    stage: { ...named.stage, parameters: Object.fromEntries(parameters) },
  };
}
