import { madd } from "./simd";

/**
 * Rows rowBegin … rowEnd of left · right, all row-major: f32[rows][inner] · f32[inner][columns] → f32[rows][columns].
 *
 * Four rows and eight columns at a time stay in registers while the inner axis passes by: a vector of the right matrix is
 * used four times.
 */
export function f32_matmul(
  left: usize, right: usize, output: usize, inner: i32, columns: i32, rowBegin: i32, rowEnd: i32
): void {
  const leftRow = <usize>inner * 4;
  const rightRow = <usize>columns * 4;
  let row = rowBegin;
  for (; row + 4 <= rowEnd; row += 4) {
    const a = left + row * leftRow, out = output + row * rightRow;
    let column = 0;
    for (; column + 8 <= columns; column += 8)
      fourByEight(a, leftRow, right + column * 4, rightRow, out + column * 4, inner);
    for (; column < columns; column++) {
      for (let r = 0; r < 4; r++)
        one(a + r * leftRow, right + column * 4, rightRow, out + r * rightRow + column * 4, inner);
    }
  }
  for (; row < rowEnd; row++) {
    const a = left + row * leftRow, out = output + row * rightRow;
    let column = 0;
    for (; column + 8 <= columns; column += 8)
      oneByEight(a, right + column * 4, rightRow, out + column * 4, inner);
    for (; column < columns; column++)
      one(a, right + column * 4, rightRow, out + column * 4, inner);
  }
}

function fourByEight(a: usize, leftRow: usize, b: usize, rightRow: usize, out: usize, inner: i32): void {
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0, t0 = s0, t1 = s0, t2 = s0, t3 = s0;
  const a1 = a + leftRow, a2 = a1 + leftRow, a3 = a2 + leftRow;
  for (let end = a + <usize>inner * 4, k: usize = 0; a + k < end; k += 4) {
    const first = v128.load(b), second = v128.load(b, 16);
    let x = v128.load32_splat(a + k);
    s0 = madd(x, first, s0); t0 = madd(x, second, t0);
    x = v128.load32_splat(a1 + k);
    s1 = madd(x, first, s1); t1 = madd(x, second, t1);
    x = v128.load32_splat(a2 + k);
    s2 = madd(x, first, s2); t2 = madd(x, second, t2);
    x = v128.load32_splat(a3 + k);
    s3 = madd(x, first, s3); t3 = madd(x, second, t3);
    b += rightRow;
  }
  v128.store(out, s0); v128.store(out, t0, 16);
  out += rightRow;
  v128.store(out, s1); v128.store(out, t1, 16);
  out += rightRow;
  v128.store(out, s2); v128.store(out, t2, 16);
  out += rightRow;
  v128.store(out, s3); v128.store(out, t3, 16);
}

function oneByEight(a: usize, b: usize, rightRow: usize, out: usize, inner: i32): void {
  let s = f32x4.splat(0), t = s;
  for (let k = 0; k < inner; k++) {
    const x = v128.load32_splat(a);
    s = madd(x, v128.load(b), s);
    t = madd(x, v128.load(b, 16), t);
    a += 4;
    b += rightRow;
  }
  v128.store(out, s); v128.store(out, t, 16);
}

function one(a: usize, b: usize, rightRow: usize, out: usize, inner: i32): void {
  let sum: f32 = 0;
  for (let k = 0; k < inner; k++) {
    sum += load<f32>(a) * load<f32>(b);
    a += 4;
    b += rightRow;
  }
  store<f32>(out, sum);
}
