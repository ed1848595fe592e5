import type { NormalizationId, Size } from "../../src/interop/image/index.ts";

/** What the author has chosen for an input that takes a picture. */
export interface InputChoice {
  readonly source: InputSource;
  /** Null until the author chooses: then the usual one for the input's shape. */
  readonly normalization: NormalizationId | null;
  readonly inverted: boolean;
}

export type InputSource =
  /** What the file says: random numbers, mostly. */
  | { readonly kind: "made" }
  | { readonly kind: "sample"; readonly id: string }
  | { readonly kind: "drawing"; readonly strokes: readonly Stroke[] }
  | OpenedPicture;

/** A file, or what was pasted. */
export interface OpenedPicture extends Size {
  readonly kind: "picture";
  /** Of its pixels, which the page holds until it is closed. */
  readonly id: string;
  readonly name: string;
  /** The picture as an input took it first: what is left of it after a reload. */
  readonly kept: KeptPixels;
}

export interface KeptPixels extends Size {
  /** Red, green and blue bytes in base 64. */
  readonly rgb: string;
}

/** A line that the author drew, from point to point, on a square of side 1. */
export type Stroke = readonly (readonly [x: number, y: number])[];

/** The choices of one model, by argument. */
export type ModelInputs = Readonly<Record<number, InputChoice>>;
