import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { type Family, families } from "../../../scripts/generated/families.ts";
import { differenceOf, recordOf } from "./nets.ts";

/** Further nets, whose blocks differ from those of the smallest one. */
const others = [
  "resnet50",
  "resnext50_32x4d",
  "wide_resnet50_2",
  "vgg11_bn",
  "regnet_x_8gf",
  "efficientnet_b5",
];

describe("with the same weights, nets give torchvision's scores within 1e-4 of the largest", () => {
  for (const name of [...families.filter(isRecorded).map(({ names }) => smallest(names)), ...others]) {
    it(name, async () => {
      const difference = await differenceOf(name);
      assert.ok(difference !== null && difference < 1e-4, `${difference}`);
    }).timeout(60_000);
  }
});

function isRecorded({ names }: Family): boolean {
  return names.some((name) => recordOf(name).run !== null);
}

function smallest(names: readonly string[]): string {
  return names
    .filter((name) => recordOf(name).run !== null)
    .reduce((a, b) => (recordOf(b).parameters < recordOf(a).parameters ? b : a));
}
