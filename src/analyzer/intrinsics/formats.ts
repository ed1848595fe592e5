import type { Machine } from "../run/machine.ts";
import { nativeValue } from "../run/native-value.ts";
import { noteUnfollowed } from "../run/refuse.ts";
import { standFor } from "../values/host-object.ts";
import { unknownValue } from "../values/make.ts";
import type { UnknownValue, Value } from "../values/value.ts";
import { pureFunction } from "./bridge.ts";
import { type PureClass, pureClass } from "./pure-things.ts";

/*
 * `Intl`: how languages write numbers, lists and plurals. Only what names its language is followed, because which one a host has by
 * itself, and its time zone, are known only when the file runs.
 */

type RealClass = PureClass["real"];

const followed: ReadonlySet<string> = new Set(["NumberFormat", "PluralRules", "ListFormat", "Collator"]);
const callable: ReadonlySet<string> = new Set(["NumberFormat", "Collator"]);

const notHere = unknownValue("The language of the host is known only when the file runs");

/** A language that no host knows stands for the host's own. */
function whyOpen([locale]: readonly unknown[]): UnknownValue | undefined {
  const isNamed = typeof locale === "string" || Array.isArray(locale);
  return isNamed && isRefusedOrKnown(locale as string | string[]) ? undefined : notHere;
}

function isRefusedOrKnown(locale: string | string[]): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale).length > 0;
  } catch {
    return true;
  }
}

/** The members of `Intl`. */
export function formatMembers(): Readonly<Record<string, Value>> {
  const names = Object.getOwnPropertyNames(Intl);
  return Object.fromEntries(
    names.flatMap((name) => {
      const real: unknown = Reflect.get(Intl, name);
      return typeof real === "function" ? [[name, memberOf(name, real)]] : [];
    }),
  );
}

function memberOf(name: string, real: object): Value {
  if (!/^[A-Z]/.test(name))
    return name === "getCanonicalLocales"
      ? pureFunction(name, real as (...args: never[]) => unknown)
      : nativeValue(name, (m) => noteUnfollowed(m, `Intl.${name}`));
  if (followed.has(name))
    return pureClass(name, { real: real as RealClass, whyOpen, isCallable: callable.has(name) });
  const call = nativeValue(name, (m) => noteUnfollowed(m, `Intl.${name}`));
  const cls = { ...call, construct: (m: object) => noteUnfollowed(m as Machine, `Intl.${name}`) };
  standFor(cls, real);
  return cls;
}
