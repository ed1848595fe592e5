import { childModules } from "./module-paths.ts";

/** The text of a module's line: for a layer, its attributes. */
interface Printed {
  asOp?(): { readonly attrs: object };
}

/** A module as people read it, its parts below it: `(conv1): Conv2d(inChannels: 64, outChannels: 128, …)`. */
export function printModule(module: object): string {
  const parts = childModules(module);
  if (parts.length === 0) return `${module.constructor.name}(${detailsOf(module).join(", ")})`;
  const lines = parts.map(([name, part]) => `(${name}): ${printModule(part)}`);
  return `${module.constructor.name}(\n${indented(lines.join("\n"))}\n)`;
}

function detailsOf(module: object & Printed): readonly string[] {
  // An attribute without a field of its own name has one under PyTorch's name, which is shown instead.
  const attrs = Object.entries(module.asOp?.().attrs ?? {}).filter(([name]) => name in module);
  return Object.entries({ ...Object.fromEntries(attrs), ...module }).flatMap(([name, value]) =>
    isDetail(value) ? [`${name}: ${JSON.stringify(value)}`] : [],
  );
}

/** What a layer was constructed with: numbers, words, flags and pairs of numbers. */
function isDetail(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every((part) => typeof part === "number");
  return value === null || ["number", "string", "boolean"].includes(typeof value);
}

function indented(text: string): string {
  return text.replace(/^/gm, "  ");
}
