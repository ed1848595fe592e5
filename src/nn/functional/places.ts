import { countOf } from "../arguments.ts";
import { arange } from "../creation.ts";
import { asTensor, type Tensor } from "../tensor.ts";

/** A tensor of places, counted from 0, becomes 1 at the place and 0 elsewhere along a new last axis of `numClasses`. */
export function oneHot(x: Tensor, numClasses: number): Tensor {
  const places = arange(countOf("oneHot", "numClasses", numClasses));
  return asTensor("eq", x).unsqueeze(-1).eq(places);
}

/** A tensor of places, counted from 0, becomes the rows of `weight` at these, along a new last axis. */
export function embedding(x: Tensor, weight: Tensor): Tensor {
  const places = asTensor("gather", x);
  const rows = asTensor("gather", weight);
  return places.dim() === 0 ? rows.index(places.reshape(1)).squeeze(0) : rows.index(places);
}
