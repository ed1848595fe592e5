import { nativeValue } from "../run/native-value.ts";
import { newSymbol, sharedSymbol, symbolOf, wellKnownKey } from "../values/keys.ts";
import { stringValue, undefinedValue } from "../values/make.ts";
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
    m.symbols += 1;
    return newSymbol(m.symbols, description === undefined ? "" : printText(description));
  },
  {
    ...Object.fromEntries(wellKnownNames.map((name) => [name, symbolOf(wellKnownKey(name))])),
    for: nativeValue("for", (m, _, [text = undefinedValue]) => {
      const known = asText(m, text);
      return known.kind === "unknown" ? known : sharedSymbol(known.text);
    }),
  },
);

/** What a symbol has. */
export function symbolMember(symbol: SymbolValue, name: string): Value {
  if (name === "description") return stringValue(symbol.description);
  if (name === "toString") return nativeValue(name, () => stringValue(printText(symbol)));
  return name === "valueOf" ? nativeValue(name, () => symbol) : undefinedValue;
}
