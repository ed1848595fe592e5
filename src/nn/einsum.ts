import { asTensor, type Tensor } from "./tensor.ts";

/**
 * Einstein's sum over two tensors: `einsum("bhqd,bhkd->bhqk", q, k)`. A letter names an axis; those that the result lacks are
 * summed over. Throws a `TypeError` for letters that one tensor has twice, that only one has and the result lacks, or an
 * equation of another form.
 */
export function einsum(equation: string, left: Tensor, right: Tensor): Tensor {
  const { a, b, out } = parsed(equation);
  const shared = a.filter((letter) => b.includes(letter));
  const batch = shared.filter((letter) => out.includes(letter));
  const summed = shared.filter((letter) => !out.includes(letter));
  const rows = a.filter((letter) => !b.includes(letter));
  const columns = b.filter((letter) => !a.includes(letter));
  if (![...rows, ...columns].every((letter) => out.includes(letter)))
    throw new TypeError(
      `einsum: "${equation}" sums over an axis of one tensor alone; take its mean or sum first.`,
    );
  for (const [tensor, letters] of [
    [left, a],
    [right, b],
  ] as const)
    if (asTensor("matmul", tensor).dim() !== letters.length)
      throw new TypeError(
        `einsum: "${letters.join("")}" names ${letters.length} axes, but its tensor has ${tensor.dim()}.`,
      );
  for (const letter of shared) {
    const [size, other] = [left.size(a.indexOf(letter)), right.size(b.indexOf(letter))];
    if (size < other || size > other)
      throw new RangeError(
        `einsum: ${letter} has ${size} elements in the first tensor, but ${other} in the second.`,
      );
  }
  const x = inOrder(asTensor("matmul", left), a, [...batch, ...rows, ...summed]);
  const y = inOrder(asTensor("matmul", right), b, [...batch, ...summed, ...columns]);
  const sizes = [...batch, ...rows].map((_, axis) => x.size(axis));
  const ends = columns.map((_, axis) => y.size(axis + batch.length + summed.length));
  const product = grouped(x, batch.length, rows.length).matmul(grouped(y, batch.length, summed.length));
  return inOrder(product.reshape(...sizes, ...ends), [...batch, ...rows, ...columns], out);
}

function parsed(equation: string): { a: string[]; b: string[]; out: string[] } {
  if (typeof equation !== "string") throw new TypeError("einsum takes an equation first.");
  const [inputs = "", result, ...more] = equation.replaceAll(" ", "").split("->");
  const [a, b, ...others] = inputs.split(",").map((letters) => [...letters]);
  const isFine = a !== undefined && b !== undefined && others.length + more.length === 0;
  if (!isFine || result === undefined || ![a, b, [...result]].every(isPlain))
    throw new TypeError(`einsum: "${equation}" is not of the form "bij,bjk->bik", a letter an axis.`);
  return { a, b, out: [...result] };
}

function isPlain(letters: readonly string[]): boolean {
  return letters.every((letter) => /^[a-zA-Z]$/.test(letter)) && new Set(letters).size === letters.length;
}

/** The axes of a tensor in another order; as it is where that is theirs. */
function inOrder(x: Tensor, letters: readonly string[], wanted: readonly string[]): Tensor {
  if (letters.join("") === wanted.join("")) return x;
  return x.permute(...wanted.map((letter) => letters.indexOf(letter)));
}

/** A batch of matrices: the axes of the batch, then some as rows, then the rest as columns. */
function grouped(x: Tensor, batch: number, rows: number): Tensor {
  const sizes = x.shape;
  const length = (from: number, to?: number): number => sizes.slice(from, to).reduce((a, b) => a * b, 1);
  return x.reshape(...sizes.slice(0, batch), length(batch, batch + rows), length(batch + rows));
}
