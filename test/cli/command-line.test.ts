import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { parseCommandLine } from "../../src/cli/command-line.ts";
import { UsageError } from "../../src/cli/usage-error.ts";

const wrong: readonly (readonly [string[], RegExp])[] = [
  [["summary"], /Which file/],
  [["summary", "a.ts", "b.ts"], /b\.ts is too much/],
  [["summary", "a.ts", "--input", "1x3x0x5"], /--input 1x3x0x5 is no shape/],
  [["summary", "a.ts", "--input", "large"], /--input large is no shape/],
  [["summary", "a.ts", "--input", ""], /is no shape/],
  [["summary", "a.ts", "--input", "1x-3x5"], /is no shape/],
  [["summary", "a.ts", "--colour"], /--colour/],
  [["run", "a.ts", "--runs", "0"], /--runs 0 is no whole number from 1/],
  [["run", "a.ts", "--memory", "tiny"], /--memory is normal or low, not tiny/],
  [["run", "a.ts", "--warp"], /^There is no option --warp; --help says more\.$/],
  [["run", "a.ts", "--threads", "0"], /--threads 0 is no whole number from 1/],
  [["run", "a.ts", "--threads", "two"], /--threads two is no whole number from 1/],
  [["run", "a.ts", "--seed", "1.5"], /--seed 1\.5/],
  [["summary", "a.ts", "--units", "GOPs"], /--units is MACs or FLOPs/],
];

describe("command line", () => {
  for (const [args, message] of wrong) {
    it(`refuses ${args.join(" ")}`, () => {
      assert.throws(
        () => parseCommandLine(args),
        (fault) => fault instanceof UsageError && message.test(fault.message),
      );
    });
  }

  it("reads what is asked for", () => {
    const args = [
      "run",
      "a.ts",
      "--input",
      "1x3x32x32",
      "--class",
      "Net",
      "--seed",
      "7",
      "--runs",
      "3",
      "--threads",
      "2",
      "--memory",
      "low",
      "--json",
      "--weights",
      "a.safetensors",
      "--format",
      "onnx",
      "-o",
      "b.onnx",
    ];
    assert.deepEqual(parseCommandLine(args), {
      kind: "command",
      command: "run",
      options: {
        file: "a.ts",
        json: true,
        input: [1, 3, 32, 32],
        className: "Net",
        units: "MACs",
        seed: 7,
        runs: 3,
        threads: 2,
        memory: "low",
        weights: "a.safetensors",
        format: "onnx",
        output: "b.onnx",
      },
    });
  });

  for (const args of [[], ["--help"], ["help"], ["summary", "-h"]]) {
    it(`helps with ${args.join(" ") || "nothing"}`, () =>
      assert.deepEqual(parseCommandLine(args), { kind: "help" }));
  }
});
