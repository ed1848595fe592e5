export { Bottleneck } from "./bottleneck.ts";
export { DepthwiseSeparableConv } from "./depthwise-separable-conv.ts";
export { InceptionModule } from "./inception-module.ts";
export { PlainBlock } from "./plain-block.ts";
export { ResidualBlock } from "./residual-block.ts";
