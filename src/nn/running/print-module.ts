/** A module as people read it, its parts below it: `(conv1): Conv2d(inChannels: 64, outChannels: 128, …)`. */
export function printModule(module: object, isModule: (value: unknown) => value is object): string {
  const fields = Object.entries(module);
  const parts = fields.flatMap(([name, value]) => {
    if (isModule(value)) return [[name, value] as const];
    return Array.isArray(value)
      ? value.flatMap((part, i) => (isModule(part) ? [[`${name}.${i}`, part] as const] : []))
      : [];
  });
  const details = fields.flatMap(([name, value]) =>
    isDetail(value) ? [`${name}: ${JSON.stringify(value)}`] : [],
  );
  const head = `${module.constructor.name}(${parts.length === 0 ? details.join(", ") : ""}`;
  if (parts.length === 0) return `${head})`;
  const lines = parts.map(([name, part]) => `(${name}): ${printModule(part, isModule)}`);
  return `${head}\n${indented(lines.join("\n"))}\n)`;
}

/** What a layer was constructed with: numbers, words, flags and pairs of numbers. */
function isDetail(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every((part) => typeof part === "number");
  return value === null || ["number", "string", "boolean"].includes(typeof value);
}

function indented(text: string): string {
  return text.replace(/^/gm, "  ");
}
