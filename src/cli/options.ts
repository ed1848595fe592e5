import type { BudgetWord } from "../base/index.ts";
import { allSettings, type Flag, type Setting } from "../settings/index.ts";

/** An option of the command line, as the help lists it. */
export interface Option {
  /** Without the dashes. */
  readonly name: string;
  readonly short?: string;
  /** A value, for the help; an option without one takes none. */
  readonly example?: string;
  /** A phrase, with the commands that use the option unless all do. */
  readonly summary: string;
}

/** The options that correspond to a setting of the editor. */
export const settingFlags: readonly { readonly setting: Setting; readonly flag: Flag }[] =
  allSettings.flatMap((setting) => {
    const flag = setting.type === "boolean" ? undefined : setting.flag;
    return flag === undefined ? [] : { setting, flag };
  });

/** What every model may cost at most, besides what the comments of its file say. */
export const limitFlags: readonly (Option & { readonly word: BudgetWord })[] = [
  { name: "max-params", word: "params", example: "5M", summary: "the most parameters of a model (check)" },
  { name: "max-macs", word: "macs", example: "0.6G", summary: "the most MACs of a model (check)" },
  {
    name: "max-memory",
    word: "memory",
    example: "64MiB",
    summary: "the highest peak of a model's activations (check)",
  },
];

/** All options, in the order of the help. */
export const options: readonly Option[] = [
  {
    name: "class",
    example: "net",
    summary: "only this model, by its variable or class, or a class of the library (ResNet18, …)",
  },
  {
    name: "input",
    example: "1x3x224x224",
    summary:
      "the example input instead of the file's own; several as 1x3x32x32,1x8 or image=1x3x32x32,meta=1x8",
  },
  {
    name: "base",
    example: "HEAD~1",
    summary: "the commit to compare with, the last one if left out (diff)",
  },
  { name: "json", summary: "print JSON instead of text" },
  ...settingFlags.map(({ flag }) => flag),
  {
    name: "weights",
    example: "file",
    summary:
      "trained weights, a .safetensors file with PyTorch's names, if not the one beside the model's file; random for none (run, export)",
  },
  {
    name: "image",
    example: "cat.jpg",
    summary: "a PNG or JPEG as the input, cropped to its proportions and resized (run)",
  },
  {
    name: "normalization",
    example: "imagenet",
    summary:
      "of --image: imagenet, mnist, zero-to-one, minus-one-to-one or bytes, if not the usual one of the input's shape (run)",
  },
  {
    name: "classes",
    example: "names.txt",
    summary:
      "a file of class names, one per line, instead of the one beside the model's; none for numbers (run)",
  },
  {
    name: "threads",
    example: "2",
    summary: "how many threads share the work, at most one for each core (run)",
  },
  {
    name: "memory",
    example: "low",
    summary: "use 0.3 to 0.9 of the memory, depending on the net, and run slower (run, plan)",
  },
  {
    name: "format",
    example: "onnx",
    summary:
      "onnx, safetensors, svg or html, if the output's name does not say (export); csv, markdown or json (summary); json, sarif or github (check)",
  },
  ...limitFlags,
  {
    name: "baseline",
    example: "costs.json",
    summary: "a file of costs; what a model costs more or less than there is reported (check)",
  },
  { name: "update-baseline", summary: "write the costs into the --baseline file (check)" },
  {
    name: "advice",
    summary: "give advice on the design, too: bias-before-norm, idle-lanes and their like (check, summary)",
  },
  { name: "watch", summary: "check again whenever a file changes, until interrupted (check)" },
  { name: "stdio", summary: "speak over standard input and output (lsp)" },
  { name: "theme", example: "dark", summary: "the colours of an .svg file, light or dark (export)" },
  { name: "output", short: "o", example: "f.onnx", summary: "the file to write (export)" },
  { name: "help", short: "h", summary: "this text" },
  { name: "version", short: "v", summary: "the version" },
];
