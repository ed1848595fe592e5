/** How the bytes of a picture become the numbers that a net was trained on. */
export interface Normalization {
  readonly id: NormalizationId;
  /** For a list of choices, and for the words below a picture: `values 0…1`. */
  readonly title: string;
  readonly words: string;
  /** Of red, green and blue, or of grey, on a scale from 0 to 1. */
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

export type NormalizationId = "imagenet" | "mnist" | "zero-to-one" | "minus-one-to-one" | "bytes";

const imagenet: Normalization = {
  id: "imagenet",
  title: "ImageNet",
  words: "ImageNet mean and deviation",
  mean: [0.485, 0.456, 0.406],
  deviation: [0.229, 0.224, 0.225],
};

const mnist: Normalization = {
  id: "mnist",
  title: "MNIST",
  words: "MNIST mean and deviation",
  mean: [0.1307],
  deviation: [0.3081],
};

const plain: readonly Normalization[] = [
  { id: "zero-to-one", title: "0…1", words: "values 0…1", mean: [0], deviation: [1] },
  { id: "minus-one-to-one", title: "−1…1", words: "values −1…1", mean: [0.5], deviation: [0.5] },
  { id: "bytes", title: "0…255", words: "values 0…255", mean: [0], deviation: [1 / 255] },
];

/** The choices for inputs of one or three channels. */
export function normalizationsFor(channels: 1 | 3): readonly Normalization[] {
  return [channels === 3 ? imagenet : mnist, ...plain];
}

/** Nets for photographs expect ImageNet's mean and deviation; smaller ones usually plain numbers from 0 to 1. */
export function usualNormalization({
  channels,
  height,
}: {
  channels: 1 | 3;
  height: number;
}): NormalizationId {
  return channels === 3 && height >= smallestPhotograph ? "imagenet" : "zero-to-one";
}

const smallestPhotograph = 128;
