/**
 * Row-major: `left` where the condition is not 0, `right` elsewhere. As for `f32_binary_rows`, an operand has a table of its
 * rows, u32[rows] in bytes, and its step from element to element is 4, or 0 where it is one for the whole row.
 */
export function f32_select_rows(
  condition: usize, conditionRows: usize, conditionStep: usize, left: usize, leftRows: usize, leftStep: usize,
  right: usize, rightRows: usize, rightStep: usize, output: usize, columns: i32, rows: i32
): void {
  for (let row = 0; row < rows; row++) {
    let c = condition + load<u32>(conditionRows + row * 4);
    let a = left + load<u32>(leftRows + row * 4);
    let b = right + load<u32>(rightRows + row * 4);
    for (let i = 0; i < columns; i++, output += 4) {
      store<f32>(output, load<f32>(c) != 0 ? load<f32>(a) : load<f32>(b));
      c += conditionStep; a += leftStep; b += rightStep;
    }
  }
}
