import type { OnnxTensor } from "./onnx-model.ts";
import { type Named, node, type Translation } from "./words.ts";

/**
 * An image of other sizes as products with matrices: rows · x · columns. Each has a row for each row or column of the output
 * with how much it takes of each of the input's.
 */
export function mixed(
  { inputs, output, shapes, stage }: Named,
  rowTable: Float32Array,
  columnTable: Float32Array,
): Translation {
  const [height = 1, width = 1] = (shapes[0] ?? []).slice(-2);
  const [outHeight = 1, outWidth = 1] = stage.shape.slice(-2);
  const rows = { name: `${output}/rows`, shape: [outHeight, height], data: rowTable };
  const columns: OnnxTensor = {
    name: `${output}/columns`,
    shape: [width, outWidth],
    data: transposed(columnTable, outWidth, width),
  };
  const nodes = [
    node("MatMul", [inputs[0] ?? "", columns.name], `${output}/narrow`),
    node("MatMul", [rows.name, `${output}/narrow`], output),
  ];
  return { nodes, constants: [rows, columns] };
}

function transposed(matrix: Float32Array, rows: number, columns: number): Float32Array {
  return matrix.map((_, i) => matrix[(i % rows) * columns + Math.floor(i / rows)] ?? 0);
}
