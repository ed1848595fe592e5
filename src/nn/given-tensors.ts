import { asTensor, type Tensor } from "./tensor.ts";

/** Checks the tensors that a block or layer takes, by the names of its parameters. */
export function tensorsOf(taker: string, tensors: Readonly<Record<string, Tensor>>): void {
  for (const [name, tensor] of Object.entries(tensors)) asTensor(taker, tensor, name);
}
