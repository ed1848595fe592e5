import "../test/support/virtual-modules.mjs";
import { buildUnlessBuilt } from "./build-all.ts";
import { exitCode } from "./run-command.ts";
import { testHooks } from "./test-hooks.ts";

/*
 * `npm run report -- faults 10000`: how right the analyzer is where it stops understanding, by one of eight reports, each on
 * seeded random input whose size may follow its name:
 * - `faults`: slips injected into real model files, held against running each;
 * - `fixes`: the same slips, every fix that is offered applied, whether it mends them and the result runs;
 * - `refactorings`: every refactoring that is offered at places of real model files, applied and run;
 * - `differential`: generated programs, every value held against running them;
 * - `unknowns`: generated programs that two unknown conditions decide, what is said of each value held against running every way;
 * - `robustness`: broken sources; a third number is the index of the first, to see one of them again;
 * - `edits`: typing into model files in a live server, its answers held against those of a new one, and its memory;
 * - `cases <files or folders…>`: model files, whether `check` refuses just those that throw; without a name those of `../shared/cases`.
 *
 * `npm run report -- nets` is the table of whole nets, of all or of those that are named after it. `torchvision` is one half of it: each net
 * of the zoo's families against what `test/reports/torchvision/record.py` recorded of torchvision: figures, names, shapes, and
 * scores with the same weights. `ports` is the other: nets written as their public sources are, against the sources' figures.
 * `npm run report -- onnx` runs ONNX's own operator cases, by references and kernels, and says which do not apply and why.
 * `npm run report -- truth` holds what the analyzer says of whole nets against the tables of `../shared/truth`: torchvision's list, the
 * ports of public sources, and ONNX's own nets; a name chooses one of `torchvision.json`, `ports` and `onnx-light`.
 * `npm run report -- pytorch 100000 1` makes seeded random calls, right and wrong ones, of every op, layer, function and method
 * in PyTorch (`apt-get install python3-torch`) and here, and holds shapes, numbers and refusals against each other, those of
 * `check` too; names behind the seed, such as `nn.Conv2d F.pad`, choose what is called. `record` in
 * the count's place records anew the answers that the ordinary tests read.
 * `npm run report -- keystrokes 40 ResNet-152` measures the analysis after a keystroke in nets and files of all sizes, or in
 * those of that name, and compares it with an analysis that works out equal calls of the library each time. It runs as shipped.
 * `npm run report -- start 10` starts the command and the language server so often, and says what a start costs.
 * `npm run report -- views` takes a screenshot of everything that the preview's page shows, in every kind of theme and size,
 * or only in those that are named after it (`cost dark 400px`).
 * `npm run report -- runs 100` runs models in the page again and again, and says whether its memory stays flat.
 * `npm run report -- speed [folder …]` measures how fast the page paints; given folders with Netron or Model Explorer, beside them.
 */

const { printConformance } = await import("../test/reports/onnx/print.ts");
const { printPyTorch, recordPyTorch } = await import("../test/reports/pytorch/print.ts");
const { printPorts } = await import("../test/reports/ports/print.ts");
const { printTorchvision } = await import("../test/reports/torchvision/print.ts");
const { printTruth } = await import("../test/reports/truth/print.ts");
const {
  printCases,
  printDifferences,
  printEdits,
  printFaults,
  printFixes,
  printKeystrokes,
  printRefactorings,
  printRobustness,
  printStarts,
  printUnknowns,
} = await import("../test/reports/print.ts");

const reports: Readonly<Record<string, (args: readonly string[]) => Promise<boolean> | boolean>> = {
  faults: ([count = "10000", seed = "1"]) => printFaults(Number(count), Number(seed)),
  fixes: ([count = "10000", seed = "1"]) => printFixes(Number(count), Number(seed)),
  refactorings: ([count = "1000", seed = "1"]) => printRefactorings(Number(count), Number(seed)),
  differential: ([count = "50000", seed = "1"]) => printDifferences(Number(count), Number(seed)),
  unknowns: ([count = "10000", seed = "1"]) => printUnknowns(Number(count), Number(seed)),
  robustness: ([count = "100000", seed = "1", first = "0"]) =>
    printRobustness(Number(count), Number(seed), Number(first)),
  edits: ([count = "10000", seed = "1"]) => printEdits(Number(count), Number(seed)),
  keystrokes: ([count = "40", ...words]) => printKeystrokes(Number(count), words.join(" ")),
  start: ([count = "10"]) => printStarts(Number(count)),
  cases: (files) => printCases(files),
  onnx: () => printConformance(),
  nets: async (names) => together([await printTorchvision(names), await printPorts(names)]),
  torchvision: async (names) => together([await printTorchvision(names)]),
  ports: async (names) => together([await printPorts(names)]),
  truth: (names) => printTruth(names),
  pytorch: ([count = "10000", seed = "1", ...callees]) =>
    count === "record" ? recordPyTorch() : printPyTorch(Number(count), Number(seed), callees),
  views: (words) => runInPage("print-views.ts", words),
  speed: (words) => runInPage("print-speed.ts", words),
  runs: (words) => runInPage("print-runs.ts", words),
};

/** Whether all parts of a table are well; null stands for a part that has nothing of the names that were given. */
function together(parts: readonly (boolean | null)[]): boolean {
  const isNothing = parts.every((part) => part === null);
  if (isNothing) console.error("No net has such a name.");
  return !isNothing && !parts.includes(false);
}

/** The page's tests are a world of their own, with a browser's types. */
async function runInPage(file: string, words: readonly string[]): Promise<boolean> {
  await buildUnlessBuilt(["dist/webview", "dist/kernel"]);
  return (await exitCode(process.execPath, [...testHooks, `test/webview/${file}`, ...words])) === 0;
}

const [name = "", ...args] = process.argv.slice(2).filter((arg) => arg !== "--");
const report = reports[name];
if (report === undefined) {
  console.error(`Which report? ${Object.keys(reports).join(", ")}`);
  process.exit(2);
}
const fine = await report(args);
process.exit(fine ? 0 : 1);
