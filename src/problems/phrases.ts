import { printThing, type Thing } from "../base/index.ts";
import { type Dim, printDim, printShape, printShapeShort, type Shape } from "../ir/index.ts";
import type { LibraryName, RefusingOp } from "./problem-definition.ts";

/** ` (1×3×32×32)`: what the op was given; nothing where it was given nothing yet. */
export function inputShapes({ inputs }: RefusingOp): string {
  return inputs.length === 0 ? "" : ` (${inputs.map(printShapeShort).join(", ")})`;
}

/** A further sentence that names what was probably meant. */
export function didYouMean(name: string | null): string {
  return name === null ? "" : ` Did you mean ${name}?`;
}

/** `F.maxPool2d`, `cat` */
export function printName({ namespace, name }: LibraryName): string {
  return namespace === null ? name : `${namespace}.${name}`;
}

/** What a file imports to write the name: `nn` for `nn.init.normal_`. */
export function importedName({ namespace, name }: LibraryName): string {
  return (namespace ?? name).replace(/\..*$/, "");
}

/** The value of an attribute. */
export function printValue(value: Dim | Shape | string | Thing): string {
  if (typeof value === "string") return value;
  if (isThing(value)) return printThing(value);
  return isShape(value) ? printShape(value) : printDim(value);
}

function isShape(value: Dim | Shape): value is Shape {
  return Array.isArray(value);
}

/** Whether a value is told by what it is, rather than as a size. */
export function isThing(value: Dim | Shape | string | Thing): value is Thing {
  return typeof value === "object" && "kind" in value && value.kind !== "sum" && value.kind !== "unknown";
}

/** What helps where a promise is taken for what it will give. */
export const awaitFirst = " Write await before it.";

const mostNames = 3;

/** `conv1, conv2 and 3 more layers` */
export function listedLayers(layers: readonly string[]): string {
  const more = layers.length - mostNames;
  const names = [...layers.slice(0, mostNames), ...(more > 0 ? [`${more} more layers`] : [])];
  const last = names.pop() ?? "";
  return names.length === 0 ? last : `${names.join(", ")} and ${last}`;
}
