export { alexnet } from "./alexnet.ts";
export { type ConvNeXtName, convnext } from "./convnext.ts";
export { type DenseNetName, densenet } from "./densenet.ts";
export { type DetectionName, type DetectionNet, detection } from "./detection.ts";
export type { AnchorOutput, ProposalOutput } from "./detection-heads.ts";
export { type EfficientNetName, efficientnet } from "./efficientnet.ts";
export { type EfficientNetV2Name, efficientnetV2 } from "./efficientnet-v2.ts";
export type { NetOptions } from "./family.ts";
export { googlenet } from "./googlenet.ts";
export { inceptionV3 } from "./inception-v3.ts";
export { type MNASNetName, mnasnet } from "./mnasnet.ts";
export { type MobileNetV2Options, mobilenetV2 } from "./mobilenet-v2.ts";
export { type MobileNetV3Name, mobilenetV3 } from "./mobilenet-v3.ts";
export { type RegNetName, regnet } from "./regnet.ts";
export { type ResNetName, resnet } from "./resnet.ts";
export {
  type SegmentationName,
  type SegmentationOptions,
  type SegmentationOutput,
  segmentation,
} from "./segmentation.ts";
export { type ShuffleNetV2Name, shufflenetV2 } from "./shufflenet-v2.ts";
export { type SqueezeNetName, squeezenet } from "./squeezenet.ts";
export { type VGGName, vgg } from "./vgg.ts";
export { type VideoName, video } from "./video.ts";
