export { fitPicture } from "./fit.ts";
export {
  type Normalization,
  type NormalizationId,
  normalizationsFor,
  usualNormalization,
} from "./normalization.ts";
export {
  type PictureInput,
  type PictureOptions,
  pictureInput,
  pictureTensor,
  seenPixels,
} from "./picture-tensor.ts";
export type { Pixels, Size } from "./pixels.ts";
export { pictureWords } from "./words.ts";
