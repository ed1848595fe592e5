import type { OnnxNode, OnnxTensor } from "./onnx-model.ts";
import { type Named, node, type Translation } from "./words.ts";

/**
 * Other sizes of the last axes as products with matrices: rows · x · columns, and slices before that. Each table has a row for
 * each place of the output with how much it takes of each of the input's.
 */
export function mixed(named: Named, tables: readonly Float32Array[]): Translation {
  const { inputs, output, shapes, stage } = named;
  const { length } = tables;
  const [from, to] = [(shapes[0] ?? []).slice(-length), stage.shape.slice(-length)];
  const [columnTable, rowTable, sliceTable] = [...tables].reverse();
  const size = (sizes: readonly number[], fromEnd: number): number => sizes.at(-fromEnd) ?? 1;
  const steps: MatrixProduct[] = [];
  if (columnTable !== undefined) {
    const shape = [size(from, 1), size(to, 1)];
    const data = transposed(columnTable, size(to, 1), size(from, 1));
    steps.push({ name: "narrow", matrix: { name: `${output}/columns`, shape, data }, isLeft: false });
  }
  if (rowTable !== undefined) {
    const shape = [size(to, 2), size(from, 2)];
    const matrix = { name: `${output}/rows`, shape, data: rowTable };
    steps.push({ name: "low", matrix, isLeft: true });
  }
  const plane = products(
    inputs[0] ?? "",
    output,
    steps,
    sliceTable === undefined ? output : `${output}/plane`,
  );
  if (sliceTable === undefined) return plane;
  return alongDepth(named, plane, {
    name: `${output}/slices`,
    shape: [size(to, 3), size(from, 3)],
    data: sliceTable,
  });
}

interface MatrixProduct {
  readonly name: string;
  readonly matrix: OnnxTensor;
  readonly isLeft: boolean;
}

function products(input: string, output: string, steps: readonly MatrixProduct[], last: string): Translation {
  let from = input;
  const nodes = steps.map(({ name, matrix, isLeft }, i): OnnxNode => {
    const to = i === steps.length - 1 ? last : `${output}/${name}`;
    const product = node("MatMul", isLeft ? [matrix.name, from] : [from, matrix.name], to);
    from = to;
    return product;
  });
  return { nodes, constants: steps.map(({ matrix }) => matrix) };
}

/** Slices are rows of a matrix on the way; 0 copies a size, −1 is the rest. */
function alongDepth({ output, stage }: Named, plane: Translation, slices: OnnxTensor): Translation {
  const kept = stage.shape.slice(0, -3).map(() => 0);
  const sizes = (name: string, data: readonly number[]) => ({
    name: `${output}/${name}`,
    shape: [data.length],
    data,
  });
  const lines = sizes("lines", [...kept, slices.shape[1] ?? 1, -1]);
  const whole = sizes("whole", [...kept, ...stage.shape.slice(-3)]);
  const nodes = [
    node("Reshape", [`${output}/plane`, lines.name], `${output}/deep`),
    node("MatMul", [slices.name, `${output}/deep`], `${output}/mixed`),
    node("Reshape", [`${output}/mixed`, whole.name], output),
  ];
  return { nodes: [...plane.nodes, ...nodes], constants: [...plane.constants, slices, lines, whole] };
}

function transposed(matrix: Float32Array, rows: number, columns: number): Float32Array {
  return matrix.map((_, i) => matrix[(i % rows) * columns + Math.floor(i / rows)] ?? 0);
}
