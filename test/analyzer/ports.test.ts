import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { describe, it } from "mocha";
import { analyze } from "../../src/analyzer/index.ts";
import { summarize } from "../../src/passes/index.ts";
import { authorHost } from "./author-host.ts";

/**
 * Nets written as their public PyTorch sources are, with the parameters of their models: counted with PyTorch on those sources, or
 * published with them (YOLOv5s, DCGAN), or restated from the source (the hourglass, PatchGAN).
 */
const ports: Readonly<Record<string, readonly number[]>> = {
  "bifpn.ts": [284_679],
  "convnext-v2.ts": [3_708_400, 28_635_496],
  "cycle-gan.ts": [11_378_179, 54_413_955, 2_764_737],
  "dcgan.ts": [3_576_704, 2_765_568],
  "hourglass.ts": [8_429_088],
  "mobile-face-net.ts": [1_200_512],
  "pool-former.ts": [11_915_176],
  "pyramid-net.ts": [3_913_536, 1_738_572],
  "unet-odd.ts": [31_037_698, 17_263_042],
  "yolov5s.ts": [7_235_389],
};

describe("nets written as their sources are have the sources' parameters", () => {
  for (const [name, expected] of Object.entries(ports)) {
    it(name, () => {
      const file = new URL(`../fixtures/executed/port-${name}`, import.meta.url);
      const { models } = analyze(authorHost(), fileURLToPath(file));
      const counts = models.map(({ graph }) => Number(summarize(graph).total.parameters));
      for (const count of expected) assert.ok(counts.includes(count), `${count} is not among ${counts}`);
    });
  }
});
