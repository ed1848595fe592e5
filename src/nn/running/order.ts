import { isInOrder, isScattered, type Laid } from "../../ops/index.ts";

/** A tensor, as far as the order of its numbers in memory is concerned. */
export interface Lying {
  readonly laid: Laid<Lying>;
}

const laidOf = ({ laid }: Lying): Laid<Lying> => laid;

/** Whether its numbers certainly follow each other in memory as PyTorch would have them. */
export function liesInOrder(tensor: Lying): boolean {
  return isInOrder(tensor, laidOf);
}

/** Whether they certainly do not. */
export function liesScattered(tensor: Lying): boolean {
  return isScattered(tensor, laidOf);
}
