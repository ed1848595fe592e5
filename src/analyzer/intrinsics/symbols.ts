import { nativeValue } from "../run/native-value.ts";
import { throwError } from "../run/throw-error.ts";
import { hostText } from "../values/host-text.ts";
import { noteEffects } from "../values/journal.ts";
import { isDescribed, newSymbol, sharedSymbol, sharedText, symbolOf, wellKnownKey } from "../values/keys.ts";
import { stringValue, undefinedValue, unknownValue } from "../values/make.ts";
import { printText } from "../values/print.ts";
import type { SymbolValue, Value } from "../values/value.ts";
import { asText } from "./texts.ts";

const wellKnownNames = Object.getOwnPropertyNames(Symbol).filter(
  (name) => typeof Reflect.get(Symbol, name) === "symbol",
);

/** `Symbol` */
export const symbolClass: Value = nativeValue(
  "Symbol",
  (m, _, [description]) => {
    noteEffects(m.journal.watch);
    m.symbols += 1;
    const isNamed = description !== undefined && description.kind !== "undefined";
    const text = isNamed ? asText(m, description) : undefined;
    return newSymbol(m.symbols, text?.kind === "string" ? text.text : text && printText(text));
  },
  {
    ...Object.fromEntries(wellKnownNames.map((name) => [name, symbolOf(wellKnownKey(name))])),
    for: nativeValue("for", (m, _, [text = undefinedValue]) => {
      const known = asText(m, text);
      return known.kind === "unknown" ? known : sharedSymbol(known.text);
    }),
    keyFor: nativeValue("keyFor", (m, _, [symbol = undefinedValue]) => {
      if (symbol.kind === "unknown" || symbol.kind === "either")
        return unknownValue("The symbol is not known");
      if (symbol.kind !== "symbol") throwError(m, "TypeError", `${hostText(symbol)} is not a symbol`);
      const text = sharedText(symbol);
      return text === undefined ? undefinedValue : stringValue(text);
    }),
  },
);

/** What a symbol has. */
export function symbolMember(symbol: SymbolValue, name: string): Value {
  if (name === "description") return isDescribed(symbol) ? stringValue(symbol.description) : undefinedValue;
  if (name === "toString") return nativeValue(name, () => stringValue(printText(symbol)));
  return name === "valueOf" ? nativeValue(name, () => symbol) : undefinedValue;
}
