import { exportOnnx } from "../../../src/interop/onnx/index.ts";
import type { ModelDocument } from "../../../src/protocol/index.ts";

/** The models as ONNX files, by name. Their weights are zero: the numbers do not matter to a picture. */
export function onnxFiles(documents: ReadonlyMap<string, ModelDocument>): ReadonlyMap<string, Uint8Array> {
  return new Map(
    [...documents].map(([name, { graph }]) => {
      const { value } = exportOnnx(graph, { read: ({ shape }) => new Float32Array(elements(shape)) });
      if (value === null) throw new Error(`${name} cannot be exported.`);
      return [name, value];
    }),
  );
}

function elements(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}
