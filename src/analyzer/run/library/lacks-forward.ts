import { meantForward } from "../../../problems/index.ts";
import { unknownValue } from "../../values/make.ts";
import type { ClassValue, FunctionValue, ObjectValue, Value } from "../../values/value.ts";
import type { Machine } from "../machine.ts";
import { isWhollyKnown } from "../members/missing.ts";
import { refuse } from "../refuse.ts";
import { throwError } from "../throw-error.ts";

/**
 * Reports the call of a module that has no forward. `meant` is the method with which the analysis goes on; without one,
 * nothing is known of what the call gives.
 */
export function refuseForward(
  m: Machine,
  instance: ObjectValue,
): { readonly meant: FunctionValue | null; readonly unknown: Value } {
  const { class: cls } = instance;
  const name = cls?.name ?? "The module";
  const reason = `${name} has no forward method`;
  if (!isWhollyKnown(instance))
    return { meant: null, unknown: unknownValue(reason, cls?.code.place ?? null) };
  const at = m.frame?.place ?? null;
  // A class that nothing calls is only tried.
  if (at === null || m.caller !== "file") return throwError(m, "TypeError", `${reason}.`);
  const methods = cls === null ? [] : methodsOf(cls);
  const meant = meantForward(methods.map(([own]) => own));
  return {
    meant: methods.find(([own]) => own === meant)?.[1] ?? null,
    unknown: refuse(m, { code: "missing-forward", data: { name, meant } }, at, reason),
  };
}

/** The methods that authors wrote, the nearest class first. */
function methodsOf(cls: ClassValue): readonly (readonly [name: string, method: FunctionValue])[] {
  const own = [...cls.prototype].flatMap(([name, { kind, value }]) =>
    kind === "value" && value.kind === "function" ? [[name, value] as const] : [],
  );
  const { parent } = cls;
  const isOfAuthor = parent?.kind === "class" && !parent.code.isLibrary;
  return isOfAuthor ? [...own, ...methodsOf(parent)] : own;
}
