import { sentenceOf } from "../../problems/index.ts";

/** Keeps fields of a layer as they are: setting one throws. */
export function fixFields(layer: object, names: readonly string[]): void {
  for (const name of names) {
    const value: unknown = Reflect.get(layer, name);
    Object.defineProperty(layer, name, {
      get: () => value,
      set: () => refuse(layer, name),
      enumerable: true,
    });
  }
}

function refuse(layer: object, name: string): never {
  throw new TypeError(sentenceOf({ code: "fixed-field", data: { className: layer.constructor.name, name } }));
}
