import type { Fact, FactValue } from "../../analyzer/index.ts";
import type { DeclarationSources } from "../arguments/declarations.ts";
import { factAt } from "../view/fact-at.ts";
import type { View } from "../view/view.ts";
import { hoverOfArgument } from "./describe-argument.ts";
import { hoverOfForward } from "./describe-calls.ts";
import { describeClass } from "./describe-class.ts";
import { describeModule } from "./describe-module.ts";
import { describePlain } from "./describe-plain.ts";
import { describeTensor } from "./describe-tensor.ts";
import { describeUnknown } from "./describe-unknown.ts";
import type { Hover } from "./markdown.ts";

export type { Hover } from "./markdown.ts";

/**
 * What is known about the expression at an offset; null if there is nothing to add to the text itself. Arguments of layers
 * are explained where there are `sources` to look their names up in.
 */
export function hoverAt(
  view: View,
  offset: number,
  sources?: Omit<DeclarationSources, "view">,
): Hover | null {
  const ofForward = hoverOfForward(view, offset);
  if (ofForward !== null) return ofForward;
  const fact = factAt(view, offset);
  const isPlain = fact === null || fact.values.every(({ kind }) => kind === "plain");
  const isName = fact?.role === "name";
  const argument = sources !== undefined && !isName ? hoverOfArgument({ ...sources, view }, offset) : null;
  if (argument !== null && (isPlain || isOutside(argument, fact))) return argument;
  return fact === null ? null : hoverOf(view, fact);
}

/** A fact around an argument is not about the argument. */
function isOutside({ range }: Hover, fact: Fact): boolean {
  return fact.range.start < range.start || range.end < fact.range.end;
}

/** The hover for a given fact. */
export function hoverOf(view: View, fact: Fact): Hover | null {
  const markdown = describe(view, fact, nameOf(view, fact));
  return markdown === null ? null : { range: fact.range, markdown };
}

/** An expression rarely has values of several kinds (an input that is sometimes unknown); each kind gets its own part. */
function describe(view: View, fact: Fact, name: string | null): string | null {
  const parts = [
    describeTensor(view, ofKind(fact.values, "tensor"), name),
    describeModule(view, ofKind(fact.values, "module")),
    describeClass(view, ofKind(fact.values, "class")),
    describePlain(ofKind(fact.values, "plain"), name),
    describeUnknown(view, ofKind(fact.values, "unknown"), name),
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join("\n\n---\n\n");
}

function ofKind<K extends FactValue["kind"]>(
  values: readonly FactValue[],
  kind: K,
): readonly Extract<FactValue, { kind: K }>[] {
  return values.filter((value): value is Extract<FactValue, { kind: K }> => value.kind === kind);
}

/** The expression's own text, if it is short enough to serve as a name. */
function nameOf({ text }: View, { range }: Fact): string | null {
  const written = text.slice(range.start, range.end);
  return written.length <= 40 && !/[\n\r`]/.test(written) ? written : null;
}
