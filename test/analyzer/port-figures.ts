/** Of a model: its parameters, and its MACs where somebody has counted them. */
export type Figures = readonly [parameters: number, macs?: number];

/**
 * Nets written as their public PyTorch sources are, in `fixtures/executed`. The figures were counted with PyTorch on those sources, or
 * are published (YOLOv5s, YOLOv8n, Swin-T, DCGAN), or restated from the source (the hourglass, pix2pix, PatchGAN, EDSR ×4).
 */
export const portFigures: Readonly<Record<string, readonly Figures[]>> = {
  "port-bifpn.ts": [[284_679, 590_840_832]],
  "port-capsules.ts": [[1_190_352], [27_360], [208_266]],
  "port-convnext-v2.ts": [[3_708_400, 547_332_480], [28_635_496]],
  "port-cycle-gan.ts": [[11_378_179, 49_551_507_456], [54_413_955, 6_048_186_368], [2_764_737]],
  "port-dcgan.ts": [[3_576_704], [2_765_568]],
  "port-edsr.ts": [
    [1_369_883, 3_162_592_512],
    [1_554_523, 3_607_276_032],
    [43_089_947, 28_945_553_472],
  ],
  "port-erf-net.ts": [[2_066_836, 26_612_727_808]],
  "port-fast-scnn.ts": [[1_157_174]],
  "port-fcn8s.ts": [[30_704_623]],
  "port-hard-net.ts": [[3_488_228], [17_565_348], [36_670_212]],
  "port-hourglass.ts": [[8_429_088, 8_334_606_336]],
  "port-hrnet-pose.ts": [[28_536_113, 7_645_003_776]],
  "port-hybrids.ts": [[26_352], [3_228], [54_720]],
  "port-mobile-face-net.ts": [[1_200_512, 442_323_968]],
  "port-nf-net.ts": [[147_727]],
  "port-psp-net.ts": [[49_081_578, 161_637_065_920]],
  "port-pyramid-net.ts": [
    [3_913_536, 772_177_168],
    [1_738_572, 388_456_960],
  ],
  "port-res2net50.ts": [[25_699_120, 4_255_166_464]],
  "port-resnest50.ts": [
    [27_483_240, 5_371_160_576],
    [26_943_792, 4_365_622_336],
  ],
  "port-restoration-and-volumes.ts": [[281_831], [511_880], [274_588], [481_289]],
  "port-retina-net.ts": [[37_968_692, 119_268_029_440]],
  "port-seg-net.ts": [[3_480_012]],
  "port-siamese.ts": [[11_432_897, 265_096_192]],
  "port-style-gan2.ts": [[196_931]],
  "port-unet-odd.ts": [
    [31_037_698, 121_102_271_296],
    [17_263_042, 100_780_409_664],
  ],
  "port-wave-net.ts": [[31_510], [100_672]],
  "port-swin.ts": [[28_288_354]],
  "port-yolov5s.ts": [[7_235_389, 8_216_780_800]],
  "port-yolov8.ts": [[3_157_200]],
};
