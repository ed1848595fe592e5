import { optionsOf } from "../arguments.ts";
import { EfficientNet } from "./efficientnet.ts";
import { memberOf, type NetOptions } from "./family.ts";

/** Expansion, the first block's stride, output channels and depth; of 3×3 convolutions. */
type StageRow = readonly [expansion: number, stride: number, outChannels: number, depth: number];

interface EfficientNetV2Variant {
  readonly dropout: number;
  /** Stages of FusedMBConv, then those of MBConv. */
  readonly fused: readonly StageRow[];
  readonly separate: readonly StageRow[];
}

export const efficientnetsV2 = {
  efficientnet_v2_s: {
    dropout: 0.2,
    fused: [
      [1, 1, 24, 2],
      [4, 2, 48, 4],
      [4, 2, 64, 4],
    ],
    separate: [
      [4, 2, 128, 6],
      [6, 1, 160, 9],
      [6, 2, 256, 15],
    ],
  },
  efficientnet_v2_m: {
    dropout: 0.3,
    fused: [
      [1, 1, 24, 3],
      [4, 2, 48, 5],
      [4, 2, 80, 5],
    ],
    separate: [
      [4, 2, 160, 7],
      [6, 1, 176, 14],
      [6, 2, 304, 18],
      [6, 1, 512, 5],
    ],
  },
  efficientnet_v2_l: {
    dropout: 0.4,
    fused: [
      [1, 1, 32, 4],
      [4, 2, 64, 7],
      [4, 2, 96, 7],
    ],
    separate: [
      [4, 2, 192, 10],
      [6, 1, 224, 19],
      [6, 2, 384, 25],
      [6, 1, 640, 7],
    ],
  },
} as const satisfies Record<string, EfficientNetV2Variant>;

export type EfficientNetV2Name = keyof typeof efficientnetsV2;

/**
 * EfficientNetV2 S, M and L (Tan & Le 2021) by torchvision's names: `models.efficientnetV2("efficientnet_v2_s")`. [N, 3, H, W]
 * → [N, numClasses]; the published weights are for images of 384, 480 and 480.
 */
export function efficientnetV2(name: EfficientNetV2Name, options: NetOptions = {}): EfficientNet {
  const { numClasses = 1000 } = optionsOf("efficientnetV2", options);
  const { dropout, fused, separate }: EfficientNetV2Variant = memberOf(
    "efficientnetV2",
    efficientnetsV2,
    name,
  );
  const stages = [...fused.map((row) => stageOf(row, true)), ...separate.map((row) => stageOf(row, false))];
  const stemChannels = fused[0]?.[2] ?? 24;
  return new EfficientNet({ stemChannels, stages, lastChannels: 1280, dropout, eps: 1e-3 }, numClasses);
}

function stageOf([expansion, stride, outChannels, depth]: StageRow, fused: boolean) {
  return { fused, expansion, kernelSize: 3, stride, outChannels, depth };
}
