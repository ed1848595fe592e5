import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Family } from "../../../scripts/generated/families.ts";
import { compared, differenceOf, recordOf } from "./nets.ts";

/** Making the numbers of larger ones would take longer than all the rest; `npm run report -- torchvision` has them all. */
const mostParameters = 15_000_000;

describe("with the same weights, nets give torchvision's scores within 1e-4 of the largest", () => {
  for (const name of compared.filter(isRecorded).map(({ names }) => smallest(names))) {
    if (recordOf(name).parameters > mostParameters) continue;
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
