import type { FileRange } from "../../base/index.ts";
import { lastly } from "../run/arms/catching.ts";
import { forkOver } from "../run/arms/fork.ts";
import { throwAwaited } from "../run/arms/perhaps-thrown.ts";
import { callValue, isCallable } from "../run/call.ts";
import { awaited } from "../run/jobs/promises.ts";
import type { Machine } from "../run/machine.ts";
import { getMember } from "../run/members/members.ts";
import { isWhollyKnown } from "../run/members/missing.ts";
import { Thrown } from "../run/stops.ts";
import { throwError } from "../run/throw-error.ts";
import {
  isVariableStatement,
  type Statement,
  type VariableDeclaration,
  type VariableDeclarationList,
} from "../syntax/index.ts";
import { setUnlisted } from "../values/containers.ts";
import { wellKnownKey } from "../values/keys.ts";
import { stringValue, undefinedValue } from "../values/make.ts";
import type { Completion, Execute, Generate, Scope, Value, Yields } from "../values/value.ts";
import { authorPlace, type Context } from "./context.ts";
import { isAwaitUsing, isUsing } from "./declarations.ts";
import { operated } from "./host-errors.ts";
import { readLocal } from "./identifiers.ts";

/** Statements up to the first that declares with `using`, its list, and those that run while it is held. */
export function splitAtUsing(statements: readonly Statement[]): {
  readonly before: readonly Statement[];
  readonly list?: VariableDeclarationList;
  readonly after: readonly Statement[];
} {
  for (const [index, node] of statements.entries()) {
    if (!isVariableStatement(node) || !isUsing(node.declarationList)) continue;
    const [before, after] = [statements.slice(0, index), statements.slice(index + 1)];
    return { before, list: node.declarationList, after };
  }
  return { before: statements, after: [] };
}

/** Declares what a block uses, runs the rest of the block, and disposes of it in reverse order, however that ends. */
export function whileUsing(
  c: Context,
  list: VariableDeclarationList,
  declare: (node: VariableDeclaration) => (scope: Scope) => void,
  rest: Execute,
): Execute {
  return list.declarations.reduceRight<Execute>((run, node) => {
    const store = declare(node);
    const hold = holder(c, list, node);
    return (scope) => {
      store(scope);
      const dispose = hold(scope);
      const last = (thrown?: Thrown): Completion => {
        const given = disposed(c.m, dispose, thrown);
        if (isAwaitUsing(list)) awaited(c.m, given);
        return undefined;
      };
      return lastly(c.m, () => run(scope), last, false);
    };
  }, rest);
}

/** As `whileUsing`, in a generator or an async function. */
export function whileUsingYields(
  c: Context,
  list: VariableDeclarationList,
  declare: (node: VariableDeclaration) => (scope: Scope) => Yields<void>,
  rest: Generate,
): Generate {
  return list.declarations.reduceRight<Generate>((run, node) => {
    const store = declare(node);
    const hold = holder(c, list, node);
    return function* (scope) {
      yield* store(scope);
      const dispose = hold(scope);
      let thrown: Thrown | undefined;
      let isGivenUp = false;
      try {
        return yield* run(scope);
      } catch (error) {
        if (error instanceof Thrown) thrown = error;
        isGivenUp = thrown === undefined;
        throw error;
      } finally {
        if (!isGivenUp) {
          const value = disposed(c.m, dispose, thrown);
          if (isAwaitUsing(list)) {
            yield { value, doubt: null, isAwait: true };
            throwAwaited(c.m);
          }
        }
      }
    };
  }, rest);
}

/** Disposes at the end of a file of what it declared with `using`. */
export function disposals(c: Context, list: VariableDeclarationList): readonly Execute[] {
  return list.declarations.toReversed().map((node) => {
    const hold = holder(c, list, node);
    return (scope) => {
      const given = hold(scope)();
      if (isAwaitUsing(list)) awaited(c.m, given);
      return undefined;
    };
  });
}

type Dispose = () => Value;

/** Takes hold of what was declared, and gives what disposes of it. */
function holder(
  c: Context,
  list: VariableDeclarationList,
  { name }: VariableDeclaration,
): (scope: Scope) => Dispose {
  const read = ("text" in name ? readLocal(c, name.text) : undefined) ?? (() => undefinedValue);
  const keys = isAwaitUsing(list) ? ["asyncDispose", "dispose"] : ["dispose"];
  const at = authorPlace(c, name);
  return (scope) => disposalOf(c.m, read(scope), keys.map(wellKnownKey), at);
}

function disposalOf(m: Machine, value: Value, keys: readonly string[], at: FileRange | null): Dispose {
  switch (value.kind) {
    case "undefined":
    case "null":
    case "unknown":
      return () => undefinedValue;
    case "either":
      return () => forkOver(m, value.options, (option) => disposalOf(m, option, keys, at)());
  }
  const method = keys.map((key) => getMember(m, value, key)).find(({ kind }) => kind !== "undefined");
  if (method !== undefined && isCallable(method)) return () => callValue(m, method, value, []);
  if (value.kind !== "object" || isWhollyKnown(value))
    operated(m, at, () => throwError(m, "TypeError", "Object not disposable"));
  return () => undefinedValue;
}

/** Disposes of something. An error in that hides one that was on its way. */
function disposed(m: Machine, dispose: Dispose, thrown: Thrown | undefined): Value {
  try {
    return dispose();
  } catch (error) {
    if (!(error instanceof Thrown) || thrown === undefined) throw error;
    const whole = m.intrinsics.newError(m, "Error", "An error was suppressed during disposal");
    if (whole.kind !== "object") throw error;
    setUnlisted(m, whole, "name", stringValue("SuppressedError"));
    setUnlisted(m, whole, "error", error.value);
    setUnlisted(m, whole, "suppressed", thrown.value);
    throw new Thrown(whole, false, error.place);
  }
}
