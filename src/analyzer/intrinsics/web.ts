import { forkMaybe } from "../run/arms/fork.ts";
import { perhapsFails } from "../run/arms/perhaps-fails.ts";
import { callValue } from "../run/call.ts";
import { isPrimitive } from "../run/host-refusals.ts";
import type { Machine } from "../run/machine.ts";
import { nativeValue } from "../run/native-value.ts";
import { Thrown } from "../run/stops.ts";
import { throwError } from "../run/throw-error.ts";
import { mayBe } from "../values/among.ts";
import { setUnlisted } from "../values/containers.ts";
import { partsOf } from "../values/held.ts";
import { stringValue, undefinedValue, unknownValue } from "../values/make.ts";
import type { Value } from "../values/value.ts";
import { callPurely, otherMembers, pureFunction } from "./bridge.ts";
import { type PureClass, pureClass } from "./pure-things.ts";

/* What hosts have beside the language: texts as bytes, addresses and their parts. */

/** `btoa` and `atob`, which throw for some texts. */
export const base64Functions: readonly (readonly [name: string, value: Value])[] = ["btoa", "atob"].map(
  (name) => [
    name,
    nativeValue(name, (m, _, args) => {
      const run = Reflect.get(globalThis, name) as (text: unknown) => string;
      const refusal: { message?: string } = {};
      const result = callPurely(
        m,
        (...given: never[]) => orRefused(() => run(given[0]), refusal),
        args,
        "string",
      );
      if (refusal.message !== undefined) throw refusedText(m, refusal.message);
      if (result.kind === "unknown") perhapsFails(m, result);
      return result;
    }),
  ],
);

function orRefused(run: () => string, refusal: { message?: string }): string {
  try {
    return run();
  } catch (error) {
    refusal.message = error instanceof Error ? error.message : "";
    return "";
  }
}

function refusedText(m: Machine, message: string): Thrown {
  const error = m.intrinsics.newError(m, "Error", message);
  if (error.kind === "object") setUnlisted(m, error, "name", stringValue("InvalidCharacterError"));
  return new Thrown(error, false, m.frame?.place ?? null);
}

/** The classes of addresses and encoders that this host has. */
export function webClasses(): readonly (readonly [name: string, cls: Value])[] {
  const text = (thing: object): readonly string[] => [String(thing)];
  const rows: Readonly<Record<string, Omit<PureClass, "real">>> = {
    TextEncoder: { unfollowed: new Set(["encodeInto"]) },
    TextDecoder: {},
    URL: { save: text },
    URLSearchParams: { save: text, changing: new Set(["append", "delete", "set", "sort"]) },
  };
  return Object.entries(rows).flatMap(([name, row]) => {
    const real: unknown = Reflect.get(globalThis, name);
    if (typeof real !== "function") return [];
    const canParse: unknown = Reflect.get(real, "canParse");
    const others =
      typeof canParse === "function"
        ? { canParse: pureFunction("canParse", canParse.bind(real) as () => unknown, "boolean") }
        : {};
    const members = { ...otherMembers(real, name), ...others };
    return [[name, pureClass(name, { ...row, real: real as PureClass["real"] }, members)] as const];
  });
}

/**
 * `new Proxy(target, handler)`: the handler's functions may have run, once and as things stand here, and what is done to the proxy may
 * be done to the target.
 */
export function newProxy(
  m: Machine,
  [target = undefinedValue, handler = undefinedValue]: readonly Value[],
): Value {
  if (isPrimitive(target) || isPrimitive(handler))
    throwError(m, "TypeError", "Cannot create proxy with a non-object as target or handler");
  const proxy = unknownValue("What a Proxy does is not followed", m.frame?.place ?? null);
  for (const trap of partsOf(handler))
    if (trap.kind === "function")
      forkMaybe(m, proxy, () => callValue(m, trap, handler, [target, proxy, proxy, proxy]));
  return mayBe(proxy, [target]);
}
