import { exp } from "./elementary";

// prettier-ignore
const terms = memory.data<f32>([
  20, 20, 20, 20, // 0: from here on the tanh is 1
  2, 2, 2, 2, // 16
]);

/** x · tanh(ln(1 + eˣ)) of `bytes` (a multiple of 16) of floats: with n = eˣ (eˣ + 2) the tanh is n / (n + 2). */
export function mishRange(from: usize, to: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) {
    const x = v128.load(from + i);
    const two = v128.load(terms, 16);
    const e = exp(f32x4.pmin(x, v128.load(terms)));
    const n = f32x4.mul(e, f32x4.add(e, two));
    v128.store(to + i, f32x4.mul(x, f32x4.div(n, f32x4.add(n, two))));
  }
}
