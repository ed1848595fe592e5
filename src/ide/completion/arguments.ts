import { type Dim, isUnknown, known, printDim, printShapeShort, type Shape } from "../../ir/index.ts";
import { cut } from "../../words/index.ts";
import { flattened, inputOf, sizeFor } from "../arguments/argument-roles.ts";
import type { Arrival } from "../arguments/arrival.ts";
import { expressionsFor } from "../arguments/known-names.ts";
import type { Parameter } from "../arguments/signature.ts";
import { distinctSizes } from "../view/distinct-shapes.ts";
import type { ArgumentPlace, Completer, Completion, CompletionContext } from "./completion.ts";
import { divisorsFor } from "./divisors.ts";
import { outputsOf } from "./outputs.ts";
import { outputsInScope } from "./own-parameters.ts";

/** The channels or features that arrive, as a number and as what is in scope; outputs, kernels and groups that fit them. */
export const argumentCompletion: Completer<"argument"> = {
  at: "argument",
  offer(place, context) {
    const parameter = context.signature(place)?.parameters[place.index];
    if (parameter === undefined || parameter.isRest || parameter.role === null) return [];
    const arrival = context.arrival();
    if (arrival === null) return [];
    const { role, name, meaning } = parameter;
    if (role === "kernel") return kernels(place, context, arrival, parameter);
    if (role === "divisor") return divisorsFor(arrival.shapes[0]?.[1], name, meaning);
    return role === "input" ? inputSizes(arrival, parameter) : outputSizes(arrival, parameter);
  },
};

function inputSizes(arrival: Arrival, parameter: Parameter): readonly Completion[] {
  const flat = arrival.shapes.flatMap((shape) => flattened(parameter.name, shape) ?? []);
  const note = "once flattened, by nn.Flatten() or x.flatten(1)";
  const sizes = distinct(arrival.shapes.flatMap((shape) => sizeFor(parameter.name, shape) ?? []));
  return [
    ...distinct(flat).flatMap((size) => numberFor(size, arrival, parameter, note)),
    ...sizesWithNames(arrival, sizes, parameter),
    ...fromAbove(arrival, parameter),
  ];
}

/** While nothing calls it: what the layer above gives, else what the function around is given for it. */
function fromAbove({ shapes, above, own }: Arrival, { meaning }: Parameter): readonly Completion[] {
  if (shapes.length > 0) return [];
  if (above !== null)
    return above.size === null
      ? []
      : [entry(above.size, `from ${cut(above.text, longestLayer)} above`, meaning)];
  return own.inputs === null ? [] : [entry(own.inputs, givenAround, meaning)];
}

const givenAround = "a parameter of the function around";

const longestLayer = 40;

/** For several instances or symbols a name is right where no number is, so it comes first. */
function sizesWithNames(
  arrival: Arrival,
  sizes: readonly Dim[],
  parameter: Parameter,
): readonly Completion[] {
  const numbers = sizes.slice(0, 4).flatMap((size) => numberFor(size, arrival, parameter, cameAs(arrival)));
  const words = sizes.map(printDim).join(" or ");
  const names = expressionsFor(arrival.names, sizes).map((text) =>
    entry(text, `= ${words}, ${cameAs(arrival)}`, documentationOf(arrival, parameter)),
  );
  return sizes.length === 1 ? [...numbers, ...names] : [...names, ...numbers];
}

function numberFor(size: Dim, arrival: Arrival, parameter: Parameter, detail: string): readonly Completion[] {
  return known(size) === undefined
    ? []
    : [entry(printDim(size), detail, documentationOf(arrival, parameter))];
}

function cameAs({ shapes, from }: Arrival): string {
  const [shape] = shapes;
  if (shape === undefined || shapes.length > 1) return "what arrives here";
  return `from ${printShapeShort(shape)}${from === null ? "" : `, ${from}`}`;
}

/** What follows may ask for a certain number; else as many as arrive, twice and half as many are usual. */
function outputSizes(arrival: Arrival, parameter: Parameter): readonly Completion[] {
  const { shapes, wanted, names, own } = arrival;
  const documentation = parameter.meaning;
  const inputs = distinct(shapes.flatMap((shape) => sizeFor(inputOf(parameter.name), shape) ?? []));
  const [only] = inputs;
  const size = inputs.length === 1 && only !== undefined ? known(only) : undefined;
  const asked = wanted === null ? [] : [entry(String(wanted), "what follows takes so many", documentation)];
  const same = expressionsFor(names, inputs).map((text) => entry(text, "as many as arrive", documentation));
  const given = own.outputs === null ? [] : [entry(own.outputs, givenAround, documentation)];
  const first = outputsInScope(arrival) === null ? [...asked, ...given] : [...given, ...asked];
  if (size === undefined) return distinctTexts([...first, ...same]);
  const steps: readonly [number, string][] = [
    [size, "as many as arrive"],
    [size * 2, "twice as many as arrive"],
    [size / 2, "half as many as arrive"],
  ];
  const numbers = steps.flatMap(([number, words]) =>
    Number.isInteger(number) && number !== wanted ? [entry(String(number), words, documentation)] : [],
  );
  return distinctTexts([...first, ...numbers, ...same]);
}

function distinctTexts(entries: readonly Completion[]): readonly Completion[] {
  return entries.filter(
    ({ insert }, index) => entries.findIndex((other) => other.insert === insert) === index,
  );
}

const usualKernels = [3, 1, 5, 7] as const;

function kernels(
  place: ArgumentPlace,
  context: CompletionContext,
  { shapes: [shape] }: Arrival,
  parameter: Parameter,
): readonly Completion[] {
  const outputs = shape === undefined ? [] : outputsOf(context, place, shape, usualKernels.map(String));
  return usualKernels.map((size, index) => {
    const output = outputs[index];
    return entry(
      String(size),
      output == null ? `${size}×${size}` : `→ ${imageWords(output.output)}`,
      parameter.meaning,
    );
  });
}

function imageWords(shape: Shape): string {
  return printShapeShort(shape.slice(1));
}

function documentationOf({ shapes }: Arrival, parameter: Parameter): string {
  const rows = shapes.map((shape) => `\`${printShapeShort(shape)}\``);
  const came =
    rows.length === 0
      ? ""
      : `\n\nHere ${rows.slice(0, 8).join(", ")} ${rows.length > 1 ? "arrive" : "arrives"}.`;
  return `${parameter.meaning}${came}`;
}

function entry(insert: string, detail: string, documentation: string): Completion {
  return { label: insert, detail, documentation, insert, isSnippet: false, filter: insert, kind: "value" };
}

function distinct(sizes: readonly Dim[]): readonly Dim[] {
  return distinctSizes(sizes.filter((size) => !isUnknown(size)));
}
