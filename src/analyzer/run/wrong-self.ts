import { hostText } from "../values/host-text.ts";
import { openOf, unknownValue } from "../values/make.ts";
import type { UnknownValue, Value } from "../values/value.ts";
import type { Machine } from "./machine.ts";
import { throwError } from "./throw-error.ts";

/** The `this` of a method of the host's own values, which has to be of their kind; what is not known may be. */
export function asSelf<K extends Value["kind"]>(
  m: Machine,
  self: Value,
  kind: K,
  path: string,
): Extract<Value, { kind: K }> | UnknownValue {
  if (self.kind === kind) return self as Extract<Value, { kind: K }>;
  if (self.kind === "unknown") return openOf(self);
  if (self.kind === "either") return unknownValue("It depends on a condition", m.frame?.place ?? null);
  refuseSelf(m, self, path);
}

/** Throws what the host throws where one of its methods was taken from its object and is called without it. */
export function refuseSelf(m: Machine, self: Value, path: string): never {
  throwError(m, "TypeError", `Method ${path} called on incompatible receiver ${hostText(self)}`);
}
