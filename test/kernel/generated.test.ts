import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { chainsPath, chainsSource } from "../../scripts/generate-chains.ts";
import {
  activationNamesPath,
  activationNamesSource,
  kernelTablePath,
  kernelTableSource,
} from "../../scripts/generate-kernel-table.ts";
import { tilesPath, tilesSource } from "../../scripts/generate-tiles.ts";
import { root } from "../../scripts/root.ts";
import { backendNames, threadedBackendNames } from "../../src/runtime/index.ts";
import { kernelTable } from "../../src/runtime/kernel-table.generated.ts";
import { backends } from "../support/kernels.ts";

const read = (path: string): string => readFileSync(join(root, path), "utf8");

describe("generated files of the kernel", () => {
  it("the tiles are what the generator writes", () => assert.equal(read(tilesPath), tilesSource()));

  it("the chains are what the generator writes", () => assert.equal(read(chainsPath), chainsSource()));

  it("the table is what the kernel exports", async () => {
    assert.equal(read(kernelTablePath), await kernelTableSource());
    for (const { kernel } of backends) {
      const { exports } = new WebAssembly.Instance(kernel, {
        env: { memory: new WebAssembly.Memory({ initial: 1 }) },
      });
      const names = Object.keys(exports).filter((name) => typeof exports[name] === "function");
      assert.deepEqual(names.sort(), Object.keys(kernelTable).sort());
    }
  });

  it("the activations are those that the kernels compute", async () => {
    assert.equal(read(activationNamesPath), await activationNamesSource());
  });

  it("the runtime chooses among all builds", () => {
    const builds: readonly { readonly name: string }[] = JSON.parse(read("src/kernel/builds.json"));
    assert.deepEqual(
      [...backendNames, ...threadedBackendNames],
      builds.map(({ name }) => name),
    );
  });

  it("the kernel's own data fits the page that plans leave to it, behind the words of threads", () => {
    for (const { kernel } of backends) {
      const memory = new WebAssembly.Memory({ initial: 4 });
      new WebAssembly.Instance(kernel, { env: { memory } });
      const bytes = new Uint8Array(memory.buffer);
      assert.ok(bytes.subarray(0, 1024).every((byte) => byte === 0));
      assert.ok(bytes.subarray(1024, 65_536).some((byte) => byte !== 0));
      assert.ok(bytes.subarray(65_536).every((byte) => byte === 0));
    }
  });
});
