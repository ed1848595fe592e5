import { argumentAt, hoistingPlaceAt } from "../../analyzer/index.ts";
import { freeName } from "../../base/index.ts";
import { constructorOf, declarationsOf } from "../arguments/declarations.ts";
import type { AnalysisSources } from "../arguments/sources.ts";
import { insertionAt } from "../code-actions/edits.ts";
import type { Refactoring } from "./refactoring.ts";

const before = `import { nn, randn, type Tensor } from "cnn-blocks";

class Stem extends nn.Module {
  conv: nn.Conv2d;
  norm: nn.BatchNorm2d;

  constructor(inChannels: number) {
    super();
    this.conv = new nn.Conv2d(inChannels, /*|*/32, 3, { padding: 1, bias: false });
    this.norm = new nn.BatchNorm2d(32);
  }

  forward(x: Tensor): Tensor {
    return this.norm(this.conv(x)).relu();
  }
}
new Stem(3)(randn(2, 3, 32, 32));
`;

export const hoistNumber: Refactoring = {
  id: "hoist-number",
  summary:
    "Makes a number in a constructor one of its parameters, with the number as the default: everywhere in the constructor, " +
    "or in this place.",
  kind: "refactor.extract",
  keeps: "computation",
  example: {
    before,
    after: before
      .replace("inChannels: number", "inChannels: number, outChannels = 32")
      .replace("/*|*/32", "outChannels")
      .replace("BatchNorm2d(32)", "BatchNorm2d(outChannels)"),
  },
  proposals(sources, selection) {
    const { view } = sources;
    const place = hoistingPlaceAt(view.parsed(), selection.start);
    if (place === null || selection.end > place.number.end) return [];
    const { file } = view.analysis;
    const value = view.text.slice(place.number.start, place.number.end);
    const name = freeName(nameFor(sources, place.number.start), (name) => place.names.has(name));
    const parameter = insertionAt(file, place.at, `${place.separator}${name} = ${value}`);
    const edits = (ranges: typeof place.same) => [
      parameter,
      ...ranges.map((range) => ({ at: { file, ...range }, text: name })),
    ];
    const here = { title: `Make ${value} a parameter of the constructor`, ways: [edits([place.number])] };
    const times = place.same.length;
    const everywhere = `Make ${value} a parameter of the constructor, in all ${times} places`;
    return times > 1 ? [{ title: everywhere, ways: [edits(place.same)] }, here] : [here];
  },
};

/** The name of the layer's parameter or option that the number is given for. */
function nameFor(sources: AnalysisSources, offset: number): string {
  const argument = argumentAt(sources.view.parsed(), offset);
  if (argument === null) return "size";
  const made = constructorOf(declarationsOf(sources), argument.callee);
  return argument.option ?? made?.parameters[argument.index]?.name ?? "size";
}
