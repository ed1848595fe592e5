/**
 * Weights of a block of eight output channels side by side, each channel times its factor: columns of
 * f32[8][…], rows `step` bytes apart, to f32[columns][8]. scales f32[8].
 */
export function pack_rows(rows: usize, step: usize, scales: usize, target: usize, columns: i32): void {
  let i = 0;
  for (; i + 4 <= columns; i += 4, rows += 16, target += 128) {
    packFour(rows, step, scales, target);
    packFour(rows + 4 * step, step, scales + 16, target + 16);
  }
  for (; i < columns; i++, rows += 4, target += 32) {
    for (let lane = 0; lane < 8; lane++) {
      store<f32>(target + lane * 4, load<f32>(rows + lane * step) * load<f32>(scales + lane * 4));
    }
  }
}

/** Four rows of four: they become columns, 32 bytes apart. */
@inline
function packFour(rows: usize, step: usize, scales: usize, target: usize): void {
  const a = f32x4.mul(v128.load(rows), v128.load32_splat(scales));
  const b = f32x4.mul(v128.load(rows + step), v128.load32_splat(scales, 4));
  const c = f32x4.mul(v128.load(rows + 2 * step), v128.load32_splat(scales, 8));
  const d = f32x4.mul(v128.load(rows + 3 * step), v128.load32_splat(scales, 12));
  const ab0 = i32x4.shuffle(a, b, 0, 4, 1, 5), ab1 = i32x4.shuffle(a, b, 2, 6, 3, 7);
  const cd0 = i32x4.shuffle(c, d, 0, 4, 1, 5), cd1 = i32x4.shuffle(c, d, 2, 6, 3, 7);
  v128.store(target, i32x4.shuffle(ab0, cd0, 0, 1, 4, 5));
  v128.store(target + 32, i32x4.shuffle(ab0, cd0, 2, 3, 6, 7));
  v128.store(target + 64, i32x4.shuffle(ab1, cd1, 0, 1, 4, 5));
  v128.store(target + 96, i32x4.shuffle(ab1, cd1, 2, 3, 6, 7));
}
