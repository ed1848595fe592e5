import {
  inLibraryStyle,
  type LibraryNames,
  lackingName,
  meantName,
  saysInstead,
  sentenceOf,
  synonymOf,
} from "../../problems/index.ts";
import { Tensor } from "../tensor.ts";
import { hasItself } from "./refuse-pytorch.ts";

/**
 * A namespace of the library that throws where a name is read that it lacks, with what to write instead: `F.max_pool2d`, `nn.LSTM`.
 * JavaScript would only say that undefined is not a function. Any other name is undefined, and so may be asked for. Like every
 * module, it cannot be changed.
 */
export function refusingLacking<N extends object>(names: LibraryNames, path: string, namespace: N): N {
  const parts = Object.entries(namespace).map(([name, value]) => {
    const inner = `${path}.${name}`;
    return [name, names.has(inner) ? refusingLacking(names, inner, value) : value] as const;
  });
  const of = path.split(".").at(-1) ?? path;
  return new Proxy(asModule(parts) as N, {
    get(target, name) {
      if (typeof name === "string" && !(name in target)) refuse(names, of, name);
      return Reflect.get(target, name) as unknown;
    },
  });
}

/** What the host makes of `import * as name`: it inherits nothing and keeps its names. A bundle has an ordinary object in its place. */
function asModule(parts: readonly (readonly [string, unknown])[]): object {
  const named = parts.map(([name, value]) => [name, { value, enumerable: true }] as const);
  const tag = { [Symbol.toStringTag]: { value: "Module" } };
  return Object.freeze(Object.create(null, { ...Object.fromEntries(named), ...tag }));
}

/** The names of namespaces by their paths, and of those inside them. */
export function namesIn(exports: object): LibraryNames {
  const names = new Map<string, readonly string[]>([["", Object.keys(exports)]]);
  const add = (path: string, namespace: object): void => {
    names.set(path, Object.keys(namespace));
    for (const [name, value] of Object.entries(namespace))
      if (isNamespace(value)) add(`${path}.${name}`, value);
  };
  for (const [name, value] of Object.entries(exports)) if (isNamespace(value)) add(name, value);
  return names;
}

function isNamespace(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function refuse(names: LibraryNames, of: string, name: string): void {
  const data = lackingName(of, name, meantName(names, of, name), tensorMethod);
  if (saysInstead(data)) throw new TypeError(sentenceOf({ code: "missing-member", data }));
}

function tensorMethod(name: string): string | null {
  const meant = [name, synonymOf(name) ?? name].map(inLibraryStyle);
  return /^[a-z]/.test(name) ? (meant.find((one) => hasItself(Tensor.prototype, one)) ?? null) : null;
}
