/*
 * Functions of single numbers that models rarely need: one number after the other, `bytes` from `from` to `to`, in place
 * is fine.
 */

export function logRange(from: usize, to: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 4) store<f32>(to + i, Mathf.log(load<f32>(from + i)));
}

export function log1pRange(from: usize, to: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 4) store<f32>(to + i, Mathf.log1p(load<f32>(from + i)));
}

export function expm1Range(from: usize, to: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 4) store<f32>(to + i, Mathf.expm1(load<f32>(from + i)));
}

export function sinRange(from: usize, to: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 4) store<f32>(to + i, Mathf.sin(load<f32>(from + i)));
}

export function cosRange(from: usize, to: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 4) store<f32>(to + i, Mathf.cos(load<f32>(from + i)));
}

export function powRange(from: usize, to: usize, bytes: usize, exponent: f32): void {
  for (let i: usize = 0; i < bytes; i += 4) store<f32>(to + i, Mathf.pow(load<f32>(from + i), exponent));
}

/** ln(1 + e^(beta · x)) / beta */
export function softplusRange(from: usize, to: usize, bytes: usize, beta: f32): void {
  for (let i: usize = 0; i < bytes; i += 4) {
    const x = load<f32>(from + i) * beta;
    store<f32>(to + i, (max<f32>(x, 0) + Mathf.log1p(Mathf.exp(-abs(x)))) / beta);
  }
}

/** The same below a threshold for beta · x, and x itself above it. */
export function softplusBelowRange(from: usize, to: usize, bytes: usize, beta: f32, threshold: f32): void {
  for (let i: usize = 0; i < bytes; i += 4) {
    const x = load<f32>(from + i), scaled = x * beta;
    const soft = (max<f32>(scaled, 0) + Mathf.log1p(Mathf.exp(-abs(scaled)))) / beta;
    store<f32>(to + i, scaled > threshold ? x : soft);
  }
}

/** −ln(1 + e⁻ˣ) */
export function logsigmoidRange(from: usize, to: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 4) {
    const x = load<f32>(from + i);
    store<f32>(to + i, min<f32>(x, 0) - Mathf.log1p(Mathf.exp(-abs(x))));
  }
}
