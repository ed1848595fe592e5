import { type ArgumentAt, argumentAt, type Fact, type ModuleFact } from "../../analyzer/index.ts";
import { sameRange } from "../../base/index.ts";
import { printDim, printShapeShort, type Shape } from "../../ir/index.ts";
import { sizeFor } from "../arguments/argument-roles.ts";
import { type DeclarationSources, declarationsOf } from "../arguments/declarations.ts";
import { type Parameter, signatureOf } from "../arguments/signature.ts";
import { modulesAt } from "../view/modules-at.ts";
import type { View } from "../view/view.ts";
import { giverWords } from "./describe-giver.ts";
import { code, type Hover, lines } from "./markdown.ts";

/** What an argument or option of a layer is: its name, its value, its meaning, and what arrives where it counts that. */
export function hoverOfArgument(sources: DeclarationSources, offset: number): Hover | null {
  const { view } = sources;
  const place = argumentAt(view.parsed(), offset, true);
  if (place === null) return null;
  const signature = signatureOf(declarationsOf(sources), place.callee);
  const parameter = signature?.parameters[place.index];
  if (signature == null || parameter === undefined || parameter.isRest) return null;
  const { option } = place;
  const set = option === null ? null : signature.options(parameter).find(({ name }) => name === option);
  if (set === undefined) return null;
  const name = set?.name ?? parameter.name;
  const own = set === null ? (parameter.default?.text ?? null) : set.default;
  const modules = modulesAt(view.analysis, place.construction);
  const said = [
    `**${code(name)}** = ${valueWords(sources, place)}${set === null ? fromWords(view, parameter, modules) : ""}`,
    set === null ? parameter.meaning : set.doc,
    own === null || own === "{}" ? null : `Default ${code(own)}`,
    callWords(modules),
  ];
  return { range: place.range, markdown: lines(...said) };
}

/** The text, and what it comes to where it is more than a number. */
function valueWords({ view }: DeclarationSources, { value }: ArgumentAt): string {
  const text = view.text.slice(value.start, value.end);
  const isIt = ({ range }: Fact) => sameRange(range, value);
  const seen = view.analysis.facts.filter(isIt).flatMap(({ values }) => values);
  const numbers = seen.flatMap((one) =>
    one.kind === "plain" && one.dim !== null ? [printDim(one.dim)] : [],
  );
  const words = [...new Set(numbers)].filter((number) => number !== text);
  return words.length === 0 ? code(text) : `${code(text)} = ${words.map(code).join(" or ")}`;
}

/** `, the input has 3: 1×3×32×32 from x`. */
function fromWords(view: View, { name, role }: Parameter, modules: readonly ModuleFact[]): string {
  const [shape] = inputsOf(modules);
  const size = shape === undefined ? undefined : sizeFor(name, shape);
  if (shape === undefined || size === undefined || role !== "input") return "";
  return `, the input has ${printDim(size)}: ${code(printShapeShort(shape))}${giverWords(view, modules)}`;
}

function inputsOf(modules: readonly ModuleFact[]): readonly Shape[] {
  return modules
    .flatMap(({ calls }) => calls)
    .flatMap(({ inputs: [first] }) => (first === undefined ? [] : [first]));
}

const shownCalls = 3;

function callWords(modules: readonly ModuleFact[]): string | null {
  const calls = modules.flatMap((module) => module.calls);
  const words = calls.flatMap(({ inputs: [from], outputs: [to] }) =>
    from === undefined || to === undefined
      ? []
      : [`${code(printShapeShort(from))} → ${code(printShapeShort(to))}`],
  );
  const distinct = [...new Set(words)];
  const more = distinct.length > shownCalls ? ` and ${distinct.length - shownCalls} more` : "";
  return distinct.length === 0 ? null : `${distinct.slice(0, shownCalls).join(", ")}${more}`;
}
