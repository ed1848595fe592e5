import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./root.ts";

/** Pixels of the largest tile: 6 × 8 accumulators, a weight pair and a splat fill the 15 registers that V8 has. */
const largest = 6;
const lanes = 8;

export const tilesPath = "src/kernel/tiles.generated.ts";

/** Writes the tile kernels: AssemblyScript has no macros, and accumulators must be locals, not array elements. */
export async function generateTiles(): Promise<void> {
  await writeFile(join(root, tilesPath), tilesSource());
}

export function tilesSource(): string {
  const sizes = Array.from({ length: largest }, (_, index) => index + 1);
  return [
    header,
    ...sizes.map(tile),
    dispatch(sizes, "Tiles", parameters),
    tapsHeader,
    ...sizes.map(taps),
    dispatch(sizes, "Taps", tapParameters),
    productsHeader,
    ...sizes.map(products),
    dispatch(sizes, "Products", productParameters),
    lanesHeader,
    ...depthwiseSizes.map(lanesOf),
    dispatch(depthwiseSizes, "Lanes", laneParameters, false),
  ].join("\n");
}

const header = `// Made by scripts/generate-tiles.ts; do not edit.
import { madd } from "./simd";

/*
 * tiles<n>: n pixels × 8 output channels of a product of activations and weights.
 *
 * table    u32[taps][n]: byte offsets of the pixels' first channel; \`shift\` is added to each
 * blocks   blocks of 8 input channels a tap, \`plane\` bytes apart; then \`tail\` channels of one more block
 * weights  f32[taps][blocks · 8 + tail][8]
 * bias     f32[8]; out and residual (0: none) f32[n][8]; the result is clamped to lo … hi, NaN passes
 *
 * UNROLLED and TILE are set by the build: engines differ in what they make of an unrolled loop.
 */`;

function tile(n: number): string {
  const pixels = Array.from({ length: n }, (_, index) => index);
  const each = (line: (i: number) => string): string => pixels.map(line).join(" ");
  const step = (k: string, b0: string, b1: string, bump: string): string =>
    [
      `b0 = v128.load(w${b0}); b1 = v128.load(w${b1});`,
      ...pixels.map(
        (i) =>
          `x = v128.load32_splat(p${i}${k}); l${i} = madd(x, b0, l${i}); h${i} = madd(x, b1, h${i});${bump.replaceAll("#", String(i))}`,
      ),
    ].join("\n        ");
  const rolled = `${step("", "", ", 16", " p# += 4;")}\n        w += 32;`;
  const unrolled = Array.from({ length: lanes }, (_, k) =>
    step(`, ${4 * k}`, `, ${32 * k}`, `, ${32 * k + 16}`, ""),
  );
  return `
function tiles${n}(count: i32, ${parameters}): void {
  let b0: v128, b1: v128, x: v128;
  for (let tile = 0; tile < count; tile++) {
  let l0 = v128.load(bias); let h0 = v128.load(bias, 16);
  ${pixels
    .slice(1)
    .map((i) => `let l${i} = l0; let h${i} = h0;`)
    .join(" ")}
  let w = weights;
  for (let tap = 0; tap < taps; tap++) {
    ${each((i) => `let p${i} = shift + <usize>load<u32>(table, ${4 * i});`)}
    table += ${4 * n};
    for (let block = 0; block < blocks; block++) {
      if (UNROLLED) {
        ${unrolled.join("\n        ")}
        ${each((i) => `p${i} += plane;`)}
        w += 256;
      } else {
        for (let k = 0; k < 8; k++) {
        ${rolled}
        }
        ${each((i) => `p${i} += plane - 32;`)}
      }
    }
    for (let k = 0; k < tail; k++) {
        ${rolled}
    }
  }
  ${epilogue(pixels)}
  }
}`;
}

/** The residual, the clamp, and on to the next tile. */
function epilogue(pixels: readonly number[]): string {
  const [bytes, lines] = [32 * pixels.length, (line: (i: number) => string) => pixels.map(line).join("\n  ")];
  return `if (residual) {
    ${lines((i) => `l${i} = f32x4.add(l${i}, v128.load(residual, ${32 * i})); h${i} = f32x4.add(h${i}, v128.load(residual, ${32 * i + 16}));`)}
    residual += ${bytes};
  }
  b0 = f32x4.splat(lo); b1 = f32x4.splat(hi);
  ${lines((i) => `v128.store(out, f32x4.pmin(f32x4.pmax(l${i}, b0), b1), ${32 * i}); v128.store(out, f32x4.pmin(f32x4.pmax(h${i}, b0), b1), ${32 * i + 16});`)}
  out += ${bytes};`;
}

/** What every size takes, with its types. */
const parameters = [
  "table: usize, taps: i32, blocks: i32, tail: i32, plane: usize, shift: usize, weights: usize",
  "bias: usize, out: usize, residual: usize, lo: f32, hi: f32",
].join(", ");

const tapsHeader = `
/*
 * taps<n>: n neighbouring pixels × 8 output channels of a convolution of single numbers.
 *
 * table    u32[taps]: byte offsets from pixel 0 at \`from\`; weights f32[taps][8]; the rest as above
 */`;

function taps(n: number): string {
  const pixels = Array.from({ length: n }, (_, index) => index);
  const step = (k: number): string =>
    [
      `p = from + <usize>load<u32>(tap, ${4 * k});`,
      `b0 = v128.load(w, ${32 * k}); b1 = v128.load(w, ${32 * k + 16});`,
      ...pixels.map(
        (i) => `x = v128.load32_splat(p, ${4 * i}); l${i} = madd(x, b0, l${i}); h${i} = madd(x, b1, h${i});`,
      ),
    ].join("\n    ");
  return `
function taps${n}(count: i32, ${tapParameters}): void {
  let b0: v128, b1: v128, x: v128, p: usize;
  const end = table + taps * 4, threes = UNROLLED ? table + (taps / 3) * 12 : table;
  for (let tile = 0; tile < count; tile++) {
  let l0 = v128.load(bias); let h0 = v128.load(bias, 16);
  ${pixels
    .slice(1)
    .map((i) => `let l${i} = l0; let h${i} = h0;`)
    .join(" ")}
  let w = weights;
  let tap = table;
  for (; tap < threes; tap += 12) {
    ${[0, 1, 2].map(step).join("\n    ")}
    w += 96;
  }
  for (; tap < end; tap += 4) {
    ${step(0)}
    w += 32;
  }
  from += ${4 * n};
  ${epilogue(pixels)}
  }
}`;
}

const tapParameters = [
  "table: usize, taps: i32, from: usize, weights: usize",
  "bias: usize, out: usize, residual: usize, lo: f32, hi: f32",
].join(", ");

const productsHeader = `
/*
 * products<n>: n rows × 8 columns of a product of two matrices, and nothing else: for short rows, where what
 * tiles<n> does besides would weigh.
 *
 * from     f32[n][4 · quads + tail], rows \`step\` bytes apart
 * weights  f32[4 · quads + tail][8]; bias f32[8]; out f32[n][8]
 */`;

function products(n: number): string {
  const rows = Array.from({ length: n }, (_, index) => index);
  const each = (line: (i: number) => string): string => rows.map(line).join(" ");
  const step = (k: number): string =>
    [
      `b0 = v128.load(w, ${32 * k}); b1 = v128.load(w, ${32 * k + 16});`,
      ...rows.map(
        (i) =>
          `x = v128.load32_splat(p${i}, ${4 * k}); l${i} = madd(x, b0, l${i}); h${i} = madd(x, b1, h${i});`,
      ),
    ].join("\n      ");
  return `
function products${n}(count: i32, ${productParameters}): void {
  let b0: v128, b1: v128, x: v128;
  for (let tile = 0; tile < count; tile++) {
    let l0 = v128.load(bias); let h0 = v128.load(bias, 16);
    ${each((i) => (i === 0 ? "let p0 = from;" : `let l${i} = l0; let h${i} = h0; let p${i} = p${i - 1} + step;`))}
    let w = weights;
    for (let quad = 0; quad < quads; quad++) {
      ${Array.from({ length: 4 }, (_, k) => step(k)).join("\n      ")}
      ${each((i) => `p${i} += 16;`)}
      w += 128;
    }
    for (let k = 0; k < tail; k++) {
      ${step(0)}
      ${each((i) => `p${i} += 4;`)}
      w += 32;
    }
    ${each((i) => `v128.store(out, l${i}, ${32 * i}); v128.store(out, h${i}, ${32 * i + 16});`)}
    from += step * ${n};
    out += ${32 * n};
  }
}`;
}

const productParameters =
  "from: usize, step: usize, quads: i32, tail: i32, weights: usize, bias: usize, out: usize";

/** Pixels of a depthwise tile: sums of four lanes, of which even an engine without fused sums keeps eight. */
const depthwiseSizes = [1, 2, 3, 4, 5, 6, 7, 8];

const lanesHeader = `
/*
 * lanes<n>: n neighbouring pixels × 4 of the 8 channels of a plane, each channel by itself.
 *
 * table    u32[taps]: byte offsets from pixel 0 at \`from\`; weights f32[taps][8], bias f32[8], out f32[n][8],
 *          of which four; the result is clamped to lo … hi, NaN passes
 */`;

function lanesOf(n: number): string {
  const pixels = Array.from({ length: n }, (_, index) => index);
  const lines = (line: (i: number) => string): string => pixels.map(line).join("\n    ");
  return `
function lanes${n}(count: i32, ${laneParameters}): void {
  const end = table + taps * 4;
  const low = f32x4.splat(lo), high = f32x4.splat(hi);
  for (let tile = 0; tile < count; tile++) {
    let s0 = v128.load(bias);
    ${pixels
      .slice(1)
      .map((i) => `let s${i} = s0;`)
      .join(" ")}
    let w = weights;
    for (let tap = table; tap < end; tap += 4) {
      const p = from + <usize>load<u32>(tap);
      const b = v128.load(w);
      w += 32;
      ${lines((i) => `  s${i} = madd(v128.load(p, ${32 * i}), b, s${i});`).trim()}
    }
    ${lines((i) => `v128.store(out, f32x4.pmin(f32x4.pmax(s${i}, low), high), ${32 * i});`)}
    from += ${32 * n};
    out += ${32 * n};
  }
}`;
}

const laneParameters = [
  "table: usize, taps: i32, from: usize, weights: usize",
  "bias: usize, out: usize, lo: f32, hi: f32",
].join(", ");

/** The loop over equal tiles; sizes above TILE are left out of the build where it `limits` them. */
function dispatch(sizes: readonly number[], name: string, types: string, limits = true): string {
  const names = types.replace(/: \w+/g, "");
  const run = (n: number): string => `  if (${limits ? `TILE >= ${n} && ` : ""}size == ${n}) {
    ${name.toLowerCase()}${n}(count, ${names});
    return;
  }`;
  return `
/** \`count\` tiles of \`size\` pixels each, one after the other. */
export function run${name}(size: i32, count: i32, ${types}): void {
${[...sizes].reverse().map(run).join("\n")}
}
`;
}
