import { F, nn } from "../../src/library/index.ts";
import * as blocks from "../../src/nn/blocks/index.ts";
import * as combine from "../../src/nn/combine.ts";
import * as creation from "../../src/nn/creation.ts";
import * as math from "../../src/nn/math.ts";
import { onlyRefuses } from "../../src/nn/running/refuse-pytorch.ts";
import { Tensor } from "../../src/nn/tensor.ts";
import * as tensorFunctions from "../../src/nn/tensor-functions.ts";
import * as nets from "../../src/nn/zoo/nets.ts";
import { families } from "./families.ts";
import type { GeneratedText } from "./generated.ts";
import { innerNames } from "./inner-names.ts";
import { markdownTable } from "./markdown-table.ts";

const containers = ["Module", "ModuleDict", "ModuleList", "ParameterDict", "ParameterList", "Sequential"];

/** All that a model is written with, by where it is found. */
export const namesTable: GeneratedText = {
  marker: "names",
  make() {
    const names = libraryNames();
    return markdownTable(
      ["what", "names"],
      [
        ["layers, `nn.`", listed(names.layers)],
        ["containers, `nn.`", listed(containers)],
        ["blocks, `nn.`", listed(names.blocks)],
        [
          "layers' weights, `nn.utils.` and `nn.utils.parametrizations.`",
          listed(Object.keys(nn.utils.parametrizations)),
        ],
        ["starting values, `nn.init.`", listed(Object.keys(nn.init))],
        ["functions, `F.`", listed(names.functions)],
        ["new tensors", `${listed(names.creation)}; \`manualSeed\` fixes the random ones`],
        ["functions on tensors", listed(names.onTensors)],
        ["methods of a tensor, `x.`", listed(names.methods)],
      ],
    );
  },
};

/** The same in short: layers over several axes and the members of a family share a name, and what follows PyTorch is counted. */
export const namesInShort: GeneratedText = {
  marker: "names-in-short",
  make() {
    const { layers, functions, creation, onTensors, methods, ...names } = libraryNames();
    const ours = Object.keys(nets);
    const members = families.flatMap((family) => family.names);
    const ofF = `${functions.length} of \`F\`, ${creation.length + onTensors.length} that make or take tensors`;
    return markdownTable(
      ["what", "names"],
      [
        counted("layers and containers, `nn.`", [...layers, ...containers]),
        counted("blocks, `nn.`", names.blocks),
        [
          `${ours.length} nets and ${families.length} families with ${members.length}, \`models.\``,
          `${listed(ours)}; ${listed(familyNames())}`,
        ],
        ["functions", `${ofF}, ${methods.length} methods of a tensor: PyTorch's names in camel case`],
      ],
    );
  },
};

function counted(what: string, names: readonly string[]): readonly string[] {
  return [`${names.length} ${what}`, listed(sharedNames(names))];
}

function libraryNames() {
  const others = new Set([...containers, ...Object.keys(blocks), "init", "utils"]);
  return {
    layers: Object.keys(nn).filter((name) => !others.has(name)),
    blocks: Object.keys(blocks),
    functions: Object.keys(F),
    creation: Object.keys(creation),
    onTensors: [combine, math, tensorFunctions].flatMap((file) => Object.keys(file)).concat("einsum"),
    methods: methodsOf(Tensor.prototype),
  };
}

/** `resnet` of `resnet(name)`. */
function familyNames(): readonly string[] {
  return families.map(({ call }) => call.slice(0, call.indexOf("(")));
}

/** `Conv1d`, `Conv2d` and `Conv3d` as `Conv1d/2d/3d`; a name that stands alone stays as it is. */
function sharedNames(names: readonly string[]): readonly string[] {
  const byStem = new Map<string, string[]>();
  for (const name of names) {
    const stem = name.replace(/[123]d$/, "");
    byStem.set(stem, [...(byStem.get(stem) ?? []), name.slice(stem.length)]);
  }
  return [...byStem].flatMap(([stem, suffixes]) => {
    const axes = suffixes.filter((suffix) => suffix !== "").toSorted();
    return [
      ...(axes.length < suffixes.length ? [stem] : []),
      ...(axes.length > 0 ? [stem + axes.join("/")] : []),
    ];
  });
}

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
