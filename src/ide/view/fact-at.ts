import type { Fact } from "../../analyzer/index.ts";
import { touches } from "../../base/index.ts";
import type { View } from "./view.ts";

/**
 * The fact to show for a cursor at the offset: the narrowest around it. On a callee that only names what is constructed or
 * called (`nn.Conv2d` in `new nn.Conv2d(…)`, `F.relu` in `F.relu(x)`), it is the fact of the whole expression.
 */
export function factAt(view: View, offset: number): Fact | null {
  const around = view.analysis.facts.filter(
    ({ range, values }) => values.length > 0 && touches(range, offset),
  );
  const [narrowest, ...wider] = around.sort((a, b) => width(a) - width(b) || specificity(b) - specificity(a));
  if (narrowest === undefined) return functionAt(view, offset);
  if (saysMoreThanItsName(narrowest)) return narrowest;
  const whole = wider.find((fact) => saysMoreThanItsName(fact) && isCalleeOf(narrowest, fact));
  return whole ?? functionAt(view, offset) ?? narrowest;
}

/** A function over tensors has no fact at its name, but it has models, as a class does. */
function functionAt({ analysis }: View, offset: number): Fact | null {
  const block = analysis.blocks.find(
    ({ kind, nameRange }) => kind === "function" && touches(nameRange, offset),
  );
  if (block === undefined) return null;
  const models = analysis.models.filter(({ className }) => className === block.name).map(({ id }) => id);
  return {
    range: block.nameRange,
    role: "class",
    syntax: { initializer: null, callee: null, isName: true, hasOwnLine: false },
    values: [{ kind: "class", name: block.name, models }],
    visits: 1,
  };
}

function width({ range }: Fact): number {
  return range.end - range.start;
}

/** If two facts have the same range, prefer the declared name. */
function specificity({ role }: Fact): number {
  return role === "expression" ? 0 : 1;
}

function saysMoreThanItsName({ role, values }: Fact): boolean {
  return (
    role === "class" ||
    values.some(({ kind }) => kind === "tensor" || kind === "module" || kind === "unknown")
  );
}

/** Any part of what is constructed, but only the whole of what is called: `x` in `x.relu()` is a value of its own. */
function isCalleeOf({ range }: Fact, { role, syntax: { callee } }: Fact): boolean {
  if (callee === null || range.start < callee.start) return false;
  return role === "construction" ? range.end <= callee.end : range.end === callee.end;
}
