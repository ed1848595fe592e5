import { F, nn } from "../../src/library/index.ts";
import * as blocks from "../../src/nn/blocks/index.ts";
import * as combine from "../../src/nn/combine.ts";
import * as creation from "../../src/nn/creation.ts";
import * as math from "../../src/nn/math.ts";
import { onlyRefuses } from "../../src/nn/running/refuse-pytorch.ts";
import { Tensor } from "../../src/nn/tensor.ts";
import * as tensorFunctions from "../../src/nn/tensor-functions.ts";
import type { GeneratedText } from "./generated.ts";
import { innerNames } from "./inner-names.ts";
import { markdownTable } from "./markdown-table.ts";

const containers = ["Module", "ModuleDict", "ModuleList", "ParameterList", "Sequential"];

/** All that a model is written with, by where it is found. */
export const namesTable: GeneratedText = {
  marker: "names",
  make() {
    const others = new Set([...containers, ...Object.keys(blocks), "init", "utils"]);
    const layers = Object.keys(nn).filter((name) => !others.has(name));
    const normalizations = Object.keys(nn.utils.parametrizations);
    return markdownTable(
      ["what", "names"],
      [
        ["layers, `nn.`", listed(layers)],
        ["containers, `nn.`", listed(containers)],
        ["blocks, `nn.`", listed(Object.keys(blocks))],
        ["layers' weights, `nn.utils.` and `nn.utils.parametrizations.`", listed(normalizations)],
        ["starting values, `nn.init.`", listed(Object.keys(nn.init))],
        ["functions, `F.`", listed(Object.keys(F))],
        ["new tensors", `${listed(Object.keys(creation))}; \`manualSeed\` fixes the random ones`],
        [
          "functions on tensors",
          listed([combine, math, tensorFunctions].flatMap((file) => Object.keys(file)).concat("einsum")),
        ],
        ["methods of a tensor, `x.`", listed(methodsOf(Tensor.prototype))],
      ],
    );
  },
};

function listed(names: readonly string[]): string {
  return [...names]
    .sort((a, b) => a.localeCompare(b, "en"))
    .map((name) => `\`${name}\``)
    .join(" ");
}

/** What every object has. */
const ofObjects: ReadonlySet<string> = new Set(["constructor", "toString"]);

/** Its accessors included, `x.shape`, and what it inherits. */
function methodsOf(prototype: object): readonly string[] {
  if (prototype === Object.prototype) return [];
  const own = Object.getOwnPropertyNames(prototype).filter(
    (name) => !ofObjects.has(name) && !innerNames.has(name) && !onlyRefuses(prototype, name),
  );
  return [...methodsOf(Object.getPrototypeOf(prototype)), ...own];
}
