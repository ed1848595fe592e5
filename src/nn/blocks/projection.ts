import { BatchNorm2d } from "../layers/batch-norm2d.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { Sequential } from "../layers/sequential.ts";

/** What a block's shortcut needs before its output can be added: a 1×1 convolution and its batch norm, or nothing. */
export function projection(inChannels: number, outChannels: number, stride: number): Sequential {
  if (stride === 1 && inChannels === outChannels) return new Sequential();
  return new Sequential(
    new Conv2d(inChannels, outChannels, 1, { stride, bias: false }),
    new BatchNorm2d(outChannels),
  );
}
