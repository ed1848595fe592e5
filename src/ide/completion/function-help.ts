import { typedCallAt } from "../../analyzer/index.ts";
import type { Range } from "../../base/index.ts";
import { isUnknown, printShapeShort } from "../../ir/index.ts";
import { layerLike, meaningOf } from "../arguments/argument-meanings.ts";
import { type Declarations, declarationsOf } from "../arguments/declarations.ts";
import { givableIn, type Option, signatureOf } from "../arguments/signature.ts";
import type { AnalysisSources } from "../arguments/sources.ts";
import { distinctShapes } from "../view/distinct-shapes.ts";
import { shapesAt } from "../view/shapes-at.ts";
import type { View } from "../view/view.ts";
import { labelled, optionWords, type SignatureHelp } from "./signature-words.ts";

/** For the library's functions behind `F.`. */
export function functionHelpAt(sources: AnalysisSources, offset: number): SignatureHelp | null {
  const place = typedCallAt(sources.view.text, offset);
  if (place?.namespace !== "F.") return null;
  const { name, index, option } = place;
  const { library } = declarationsOf(sources);
  const declarations: Declarations = { own: library, library };
  const found = library.function(name);
  const givable = givableIn(declarations, { kind: "namespaced", name });
  if (found === null || givable === null || found.parameters.length === 0) return null;
  const { parameters } = found;
  const typedWords = (at: number) => {
    const parameter = parameters[at];
    if (parameter === undefined) return "";
    const options = withDefaults(declarations, name, givable.options(parameter), parameter.options);
    const words = optionWords(options, option);
    const isOption = options.some((one) => one.name === option);
    return [isOption ? "" : meaningOf(parameter.name, name), words].filter((part) => part !== "").join(" ");
  };
  return {
    ...labelled(name, parameters, index, typedWords),
    documentation: [found.doc, ...resultWords(sources.view, place.call)].join("\n\n"),
  };
}

/** `→ 1×3×4×4`: what the call gives as it is typed; nothing while an argument is still missing. */
function resultWords(view: View, call: Range | null): readonly string[] {
  const known = call === null ? [] : shapesAt(view, call).filter((shape) => !shape.some(isUnknown));
  const shapes = distinctShapes(known);
  return shapes.length === 0 ? [] : [`→ ${shapes.map(printShapeShort).join(" or ")}`];
}

/** A function may pass its options on to another one, which has their defaults; the layer of its name has the same. */
function withDefaults(
  declarations: Declarations,
  name: string,
  options: readonly Option[],
  own: readonly { readonly name: string; readonly default: { readonly text: string } }[],
): readonly Option[] {
  const layer = signatureOf(declarations, `nn.${layerLike(name)}`);
  const ofLayer = layer?.parameters.flatMap((parameter) => layer.options(parameter)) ?? [];
  return options.map((option) => {
    const written = own.find((one) => one.name === option.name)?.default.text;
    const same = ofLayer.find((one) => one.name === option.name)?.default ?? null;
    return { ...option, default: written ?? same };
  });
}
