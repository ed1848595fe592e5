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
    let i = 0;
    for (; i + 4 <= columns; i += 4, output += 16) {
      const x = conditionStep ? v128.load(c) : v128.load32_splat(c);
      const y = leftStep ? v128.load(a) : v128.load32_splat(a);
      const z = rightStep ? v128.load(b) : v128.load32_splat(b);
      v128.store(output, v128.bitselect(y, z, f32x4.ne(x, f32x4.splat(0))));
      c += conditionStep * 4; a += leftStep * 4; b += rightStep * 4;
    }
    for (; i < columns; i++, output += 4) {
      store<f32>(output, load<f32>(c) != 0 ? load<f32>(a) : load<f32>(b));
      c += conditionStep; a += leftStep; b += rightStep;
    }
  }
}
