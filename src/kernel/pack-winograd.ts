/*
 * Weights of 3 × 3 filters as Winograd's convolutions take them: G g Gᵀ, computed in double and rounded once. Two output
 * channels go side by side through both transforms, and the eight of a block are written together: their places are
 * often a power of two apart, where a cache keeps only a few.
 */

/** Bytes between the results of a column, in double: three columns of two channels stand side by side. */
const columnStep = 48;
/** Bytes between the results of a row, in single: eight channels stand side by side. */
const rowStep = 32;

/**
 * Filters of a block of eight output channels, each channel times its factor, to 36 places `frequency` bytes apart:
 * f32[8][channels][3][3], rows of a channel `step` bytes apart, to f32[channels][8] at each place. scales f64[8], work
 * 1440 bytes. `strided`: for stride 2, where the outer taps are F(4, 2)'s and the middle one stays as it is.
 */
export function pack_winograd(
  rows: usize, step: usize, scales: usize, target: usize, frequency: usize, channels: i32, strided: i32, work: usize
): void {
  const block = work + 6 * columnStep;
  for (let i = 0; i < channels; i++, rows += 36, target += 32) {
    for (let pair = 0; pair < 4; pair++) {
      const scale = v128.load(scales + pair * 16);
      transform(rows + 2 * pair * step, step, scale, work, block + pair * 8, strided);
    }
    for (let place = 0, from = block, to = target; place < 36; place++, from += 32, to += frequency) {
      v128.store(to, v128.load(from));
      v128.store(to, v128.load(from, 16), 16);
    }
  }
}

/** Transforms the columns of two filters, then the rows of the result. */
function transform(filters: usize, step: usize, scale: v128, half: usize, to: usize, strided: i32): void {
  for (let column = 0; column < 3; column++) {
    const a = tapOf(filters, step, column, scale);
    const b = tapOf(filters, step, column + 3, scale);
    const c = tapOf(filters, step, column + 6, scale);
    if (strided) putStrided(half + column * 16, false, a, b, c);
    else putPlain(half + column * 16, false, a, b, c);
  }
  for (let row = 0; row < 6; row++, half += columnStep, to += 6 * rowStep) {
    const a = v128.load(half), b = v128.load(half, 16), c = v128.load(half, 32);
    if (strided) putStrided(to, true, a, b, c);
    else putPlain(to, true, a, b, c);
  }
}

/** One tap of two filters, times their factors. */
@inline
function tapOf(filters: usize, step: usize, tap: usize, scale: v128): v128 {
  const first = f64x2.splat(f64(load<f32>(filters + tap * 4)));
  return f64x2.mul(f64x2.replace_lane(first, 1, f64(load<f32>(filters + step + tap * 4))), scale);
}

/**
 * G of F(4×4, 3×3) for the points 0, ±1, ±2 (Lavin and Gray 2015), with what its rows share: 1/4 0 0, −1/6 ∓1/6 −1/6,
 * 1/24 ±1/12 1/6, 0 0 1.
 */
@inline
function putPlain(to: usize, isRow: bool, a: v128, b: v128, c: v128): void {
  const outer = f64x2.mul(f64x2.add(a, c), f64x2.splat(-1.0 / 6));
  const sixth = f64x2.mul(b, f64x2.splat(1.0 / 6));
  const far = f64x2.add(f64x2.mul(a, f64x2.splat(1.0 / 24)), f64x2.mul(c, f64x2.splat(1.0 / 6)));
  const twelfth = f64x2.mul(sixth, f64x2.splat(0.5));
  put(to, isRow, 0, f64x2.mul(a, f64x2.splat(0.25)));
  put(to, isRow, 1, f64x2.sub(outer, sixth));
  put(to, isRow, 2, f64x2.add(outer, sixth));
  put(to, isRow, 3, f64x2.add(far, twelfth));
  put(to, isRow, 4, f64x2.sub(far, twelfth));
  put(to, isRow, 5, c);
}

/** G of F(4, 2) for the points 0, ±1, 2: 1/2 0, −1/2 −1/2, −1/6 1/6, 1/6 1/3, 0 1; then the middle tap. */
@inline
function putStrided(to: usize, isRow: bool, a: v128, b: v128, c: v128): void {
  const third = f64x2.mul(c, f64x2.splat(1.0 / 3));
  put(to, isRow, 0, f64x2.mul(a, f64x2.splat(0.5)));
  put(to, isRow, 1, f64x2.mul(f64x2.add(a, c), f64x2.splat(-0.5)));
  put(to, isRow, 2, f64x2.mul(f64x2.sub(c, a), f64x2.splat(1.0 / 6)));
  put(to, isRow, 3, f64x2.add(f64x2.mul(a, f64x2.splat(1.0 / 6)), third));
  put(to, isRow, 4, c);
  put(to, isRow, 5, b);
}

/** Keeps a column's result in double and rounds a row's. */
@inline
function put(to: usize, isRow: bool, place: i32, value: v128): void {
  if (isRow) v128.store64_lane(to + place * rowStep, f32x4.demote_f64x2_zero(value), 0);
  else v128.store(to + place * columnStep, value);
}
