import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { it } from "mocha";
import { SuperResolution } from "../../media/examples/super-resolution.ts";
import { load, randn, readWeights, trace } from "../../src/library/index.ts";

const size = 224;
const factor = 3;

/** How bright a soft disc on a slope is, from 0 to 1. */
function pictureAt(x: number, y: number): number {
  const distance = Math.hypot(x - 0.6, y - 0.4);
  return 0.2 + 0.3 * x + 0.4 / (1 + Math.exp((distance - 0.25) * 60));
}

it("the example of super-resolution enlarges a picture by its trained weights", async () => {
  const bytes = readFileSync(new URL("../../media/examples/super-resolution.safetensors", import.meta.url));
  const graph = trace(new SuperResolution(), randn(1, 1, size, size));
  const { weights } = await readWeights(new Uint8Array(bytes), graph);
  const model = await load(graph, { weights });
  const data = Float32Array.from({ length: size * size }, (_, at) =>
    pictureAt((at % size) / size, Math.floor(at / size) / size),
  );
  const { outputs } = await model.run([data]);
  const { shape, data: enlarged } = outputs[0] ?? assert.fail("no output");
  assert.deepEqual(shape, [1, 1, factor * size, factor * size]);
  // At the edges it lacks what lies outside of the picture.
  let most = 0;
  for (let y = 8; y < size - 8; y++)
    for (let x = 8; x < size - 8; x++) {
      let sum = 0;
      for (let part = 0; part < factor ** 2; part++)
        sum +=
          enlarged[(factor * y + Math.floor(part / factor)) * factor * size + factor * x + (part % factor)] ??
          0;
      most = Math.max(most, Math.abs(sum / factor ** 2 - (data[y * size + x] ?? 0)));
    }
  assert.ok(most < 0.06, `its pixels are those of the picture, on average: ${most} apart at most`);
  model.dispose();
});
