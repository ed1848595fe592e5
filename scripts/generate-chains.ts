import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./root.ts";

/** As in generate-tiles.ts: 6 × 8 accumulators, a weight pair and a splat fill the registers. */
const largest = 6;
const lanes = 8;

export const chainsPath = "src/kernel/chains.generated.ts";

/** Writes the chained tiles of Strassen's algorithm. */
export async function generateChains(): Promise<void> {
  await writeFile(join(root, chainsPath), chainsSource());
}

export function chainsSource(): string {
  const sizes = Array.from({ length: largest }, (_, index) => index + 1);
  return [header, ...sizes.map(chain), dispatch(sizes)].join("\n");
}

const header = `// Made by scripts/generate-chains.ts; do not edit.
import { madd } from "./simd";

/*
 * chain<n>: n pixels × 8 output channels of a sum of products that grows link by link: what several outputs share
 * is computed once and never leaves the registers.
 *
 * links    records of eight words: address of the left factor's first pixel; bytes between its planes of 8 channels;
 *          where the sum goes; what is done to it on the way, as below, which the sum itself does not keep; addresses
 *          of a first and a second addend and of 8 biases
 * blocks   planes of each left factor
 * weights  f32[links][blocks · 8][8]
 * begin    f32[n][8]: what the sum begins with, for every tile the same if \`beginMask\` is 0 and not −1
 *
 * 0: nothing, 1: one addend, 2: two addends; 3, 4, 5: the same, then the bias and a clamp to lo … hi. NaN passes.
 */`;

function chain(n: number): string {
  const pixels = Array.from({ length: n }, (_, index) => index);
  const step = (k: number, b0: string, b1: string): string =>
    [
      `b0 = v128.load(w${b0}); b1 = v128.load(w${b1});`,
      ...pixels.map(
        (i) =>
          `x = v128.load32_splat(p${i}, ${4 * k}); l${i} = madd(x, b0, l${i}); h${i} = madd(x, b1, h${i});`,
      ),
    ].join("\n          ");
  const unrolled = Array.from({ length: lanes }, (_, k) => step(k, `, ${32 * k}`, `, ${32 * k + 16}`));
  const stores = (kind: number, name: string, half: number): string[] =>
    pixels.map((i) => {
      const at = 32 * i + 16 * half;
      const one = kind % 3 > 0 ? `f32x4.add(${name}${i}, v128.load(add, ${at}))` : `${name}${i}`;
      const sum = kind % 3 > 1 ? `f32x4.add(${one}, v128.load(more, ${at}))` : one;
      const value = kind > 2 ? `f32x4.pmin(f32x4.pmax(f32x4.add(${sum}, x), b0), b1)` : sum;
      return `v128.store(out, ${value}, ${at});`;
    });
  const finish = (kind: number): string => {
    const limits = kind > 2 ? ["b0 = f32x4.splat(lo); b1 = f32x4.splat(hi);"] : [];
    const bias = (half: number): string[] => (kind > 2 ? [`x = v128.load(bias, ${16 * half});`] : []);
    const lines = [...limits, ...bias(0), ...stores(kind, "l", 0), ...bias(1), ...stores(kind, "h", 1)];
    return `if (kind == ${kind}) {\n        ${lines.join("\n        ")}\n      }`;
  };
  return `
function chain${n}(${parameters}): void {
  let b0: v128, b1: v128, x: v128;
  for (let tile = 0; tile < count; tile++, offset += ${32 * n}) {
    const start = begin + (offset & beginMask);
    ${pixels.map((i) => `let l${i} = v128.load(start, ${32 * i}), h${i} = v128.load(start, ${32 * i + 16});`).join("\n    ")}
    let w = weights;
    for (let link = links; link < linksEnd; link += 32) {
      let p0 = <usize>load<u32>(link) + offset;
      ${pixels
        .slice(1)
        .map((i) => `let p${i} = p0 + ${32 * i};`)
        .join(" ")}
      const plane = <usize>load<u32>(link, 4);
      for (let block = 0; block < blocks; block++) {
        if (UNROLLED) {
          ${unrolled.join("\n          ")}
          ${pixels.map((i) => `p${i} += plane;`).join(" ")} w += 256;
        } else {
          for (let k = 0; k < 8; k++) {
          ${step(0, "", ", 16")}
          ${pixels.map((i) => `p${i} += 4;`).join(" ")} w += 32;
          }
          ${pixels.map((i) => `p${i} += plane - 32;`).join(" ")}
        }
      }
      const out = <usize>load<u32>(link, 8) + offset;
      const kind = load<u32>(link, 12);
      const add = <usize>load<u32>(link, 16) + offset;
      const more = <usize>load<u32>(link, 20) + offset;
      const bias = <usize>load<u32>(link, 24);
      ${[0, 1, 2, 3, 4, 5].map(finish).join(" else ")}
    }
  }
}`;
}

const parameters = [
  "count: i32, offset: usize, links: usize, linksEnd: usize, blocks: i32, weights: usize, begin: usize",
  "beginMask: usize, lo: f32, hi: f32",
].join(", ");

function dispatch(sizes: readonly number[]): string {
  const run = (n: number): string => `  if (TILE >= ${n} && size == ${n}) {
    chain${n}(count, offset, links, linksEnd, blocks, weights, begin, beginMask, lo, hi);
    return;
  }`;
  return `
/** \`count\` tiles of \`size\` pixels each, the first one \`offset\` bytes behind every address. */
export function runChains(size: i32, ${parameters}): void {
${[...sizes].reverse().map(run).join("\n")}
}
`;
}
