/** An element as text. Content is XML already: text goes through `xmlText` first. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  ...content: readonly string[]
): string {
  const written = Object.entries(attributes)
    .flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${xmlText(attributeText(value))}"`]))
    .join("");
  return content.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${content.join("")}</${name}>`;
}

/** Text that no parser can take for markup. What XML cannot hold at all, such as control characters, becomes `�`. */
export function xmlText(text: string): string {
  return text.replace(forbidden, "\ufffd").replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

/** Of a position, the digits that can be seen. */
function attributeText(value: string | number): string {
  return typeof value === "string" ? value : String(Math.round(value * 100) / 100);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that XML forbids.
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
