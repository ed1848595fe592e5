import { memberKey } from "../run/members/property-key.ts";
import { type ClassElement, isComputedPropertyName, type PropertyName } from "../syntax/index.ts";
import type { MemberKey, Scope } from "../values/value.ts";
import type { Context } from "./context.ts";
import { nameText } from "./literals.ts";

/** The names of a class's members. Computed ones are worked out once, in order, where the class is made. */
export interface ClassKeys {
  readonly keyOf: (name: PropertyName) => (scope: Scope) => MemberKey;
  /** Works them out for a class that has just been made, by its scope. */
  readonly workOut: (scope: Scope) => void;
}

export function compileClassKeys(c: Context, members: readonly ClassElement[]): ClassKeys {
  const computed = members.flatMap(({ name }) =>
    name !== undefined && isComputedPropertyName(name) ? [name] : [],
  );
  const evaluations = computed.map(({ expression }) => c.compile.expression(c, expression));
  const known = new WeakMap<Scope, readonly MemberKey[]>();
  return {
    keyOf(name) {
      if (!isComputedPropertyName(name)) {
        const text = nameText(c, name);
        return () => text;
      }
      const index = computed.indexOf(name);
      return (scope) => {
        for (let at: Scope | null = scope; at !== null; at = at.parent) {
          const keys = known.get(at);
          if (keys !== undefined) return keys[index];
        }
        return undefined;
      };
    },
    workOut(scope) {
      if (evaluations.length === 0) return;
      known.set(
        scope,
        evaluations.map((evaluate) => memberKey(c.m, evaluate(scope))),
      );
    },
  };
}
