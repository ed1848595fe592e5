import { input } from "./input.ts";
import type { AnyOp } from "./op.ts";

export { enterModel } from "./input.ts";
export type * from "./lowering.ts";
export type * from "./op.ts";
export type * from "./reference-tensor.ts";

/** Every op there is, one line each. */
export const ops: readonly AnyOp[] = [input];

const byKind = new Map(ops.map((op) => [op.kind, op]));

/** The op of that kind. Graphs name only ops that exist, so an unknown kind is a bug of ours. */
export function findOp(kind: string): AnyOp {
  const op = byKind.get(kind);
  if (op === undefined) throw new Error(`There is no op "${kind}".`);
  return op;
}
