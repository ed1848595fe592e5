import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { parseCommandLine } from "../../src/cli/command-line.ts";
import { UsageError } from "../../src/cli/usage-error.ts";
import { defaultSettings } from "../../src/settings/index.ts";

const wrong: readonly (readonly [string[], RegExp])[] = [
  [["summary"], /Which file/],
  [["bogus"], /^There is no command "bogus"\. The commands are summary, check, .*; see --help\.$/],
  [["sumary"], /^There is no command "sumary"\. Did you mean summary\? The commands/],
  [["model.ts"], /^There is no command "model\.ts"\. Did you mean check model\.ts\?/],
  [["summary", "a.ts", "b.ts"], /one file at a time, without b\.ts/],
  [["lsp", "--stdio", "a.ts", "b.ts"], /lsp takes no file; leave out a\.ts b\.ts/],
  [["summary", "a.ts", "--input", "1x3x0x5"], /--input 1x3x0x5 is not a shape/],
  [["summary", "a.ts", "--input", "large"], /--input large is not a shape/],
  [["summary", "a.ts", "--input", ""], /is not a shape/],
  [["summary", "a.ts", "--input", "1x-3x5"], /is not a shape/],
  [
    ["summary", "a.ts", "--input", "1x3", "--input", "1x8"],
    /--input is given twice: write it once, with commas/,
  ],
  [["run", "a.ts", "--class", "a", "--class=b"], /^--class is given twice: write it once\.$/],
  [["summary", "a.ts", "--colour"], /--colour/],
  [["run", "a.ts", "--runs", "0"], /--runs must be a whole number from 1 to 1000, not 0/],
  [["run", "a.ts", "--memory", "tiny"], /--memory must be normal or low, not tiny/],
  [["run", "a.ts", "--warp"], /^There is no option --warp; see --help\.$/],
  [["run", "a.ts", "--threads", "0"], /--threads must be a whole number of at least 1, not 0/],
  [["run", "a.ts", "--threads", "two"], /--threads must be a whole number of at least 1, not two/],
  [["run", "a.ts", "--seed", "1.5"], /--seed must be a whole number of at least 0, not 1\.5/],
  [["export", "a.ts", "--theme", "red"], /--theme must be light or dark, not red/],
  [["summary", "a.ts", "--units", "GOPs"], /--units must be MACs or FLOPs/],
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

  it("reads every option", () => {
    const args = [
      "run",
      "a.ts",
      "--input",
      "1x3x32x32",
      "--class",
      "Net",
      "--base",
      "main",
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
      "--image",
      "cat.jpg",
      "--normalization",
      "bytes",
      "--classes",
      "names.txt",
      "--format",
      "onnx",
      "-o",
      "b.onnx",
      "--advice",
      "--theme",
      "dark",
    ];
    const line = parseCommandLine(args);
    assert.ok(line.kind === "command");
    assert.equal(line.command.name, "run");
    assert.deepEqual(line.options, {
      file: "a.ts",
      files: ["a.ts"],
      json: true,
      inputs: [{ name: null, sizes: [1, 3, 32, 32] }],
      wanted: "Net",
      base: "main",
      settings: { ...defaultSettings, run: { seed: 7, repetitions: 3 } },
      advice: true,
      threads: 2,
      memory: "low",
      weights: "a.safetensors",
      image: "cat.jpg",
      normalization: "bytes",
      classes: "names.txt",
      format: "onnx",
      output: "b.onnx",
      theme: "dark",
      limits: [],
      baseline: null,
      updateBaseline: false,
      watch: false,
      stdio: false,
    });
  });

  it("takes every setting with a flag from the command line, the others from their defaults", () => {
    const args = ["summary", "a.ts", "--units", "FLOPs", "--default-input-size", "32"];
    const line = parseCommandLine(args);
    assert.ok(line.kind === "command");
    assert.deepEqual(line.options.settings, { ...defaultSettings, units: "FLOPs", defaultInputSize: 32 });
  });

  for (const args of [[], ["--help"], ["help"], ["summary", "-h"]]) {
    it(`helps with ${args.join(" ") || "nothing"}`, () =>
      assert.deepEqual(parseCommandLine(args), { kind: "help" }));
  }
});
