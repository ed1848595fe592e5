import type { DrawnFile, PageSources } from "../../src/protocol/index.ts";
import themes from "./themes.json" with { type: "json" };

export interface HtmlParts extends PageSources {
  readonly title: string;
  /** What the page reads with `readExported`. */
  readonly data: unknown;
}

/** The title of the page of a model. */
export function titleOf({ model, fileName }: DrawnFile): string {
  return `${model?.name} · ${fileName}`;
}

/**
 * The page in one file that works from a disk, without a network: it may load nothing at all. Nothing of a model is markup
 * or script: it is data in a block that runs nothing.
 */
export function writeHtml({ title, script, style, data }: HtmlParts): string {
  const json = JSON.stringify(data).replaceAll("<", "\\u003c");
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title.replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`)}</title>
<style>${themeStyles()}</style>
<style>${style}</style>
</head>
<body data-exported>
<div id="root"></div>
<script type="application/json" id="exported">${json}</script>
<script nonce="${nonce}">${inline(script)}</script>
</body>
</html>
`;
}

/** The script's own. There is no other: what the page was given is in a block that is not run. */
const nonce = "cnn-blocks";

const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'unsafe-inline'; img-src data: blob:`;

/** Light or dark, and of high contrast where the reader asks for it. */
function themeStyles(): string {
  return [
    rootStyle(themes.light.variables),
    `@media (prefers-color-scheme: dark) { ${rootStyle(themes.dark.variables)} }`,
    `@media (prefers-contrast: more) { ${rootStyle(themes["high-contrast-light"].variables)} }`,
    `@media (prefers-contrast: more) and (prefers-color-scheme: dark) { ${rootStyle(themes["high-contrast"].variables)} }`,
  ].join("\n");
}

function rootStyle(variables: Readonly<Record<string, string>>): string {
  const written = Object.entries(variables).map(([name, value]) => `${name}: ${value};`);
  return `:root { ${written.join(" ")} }`;
}

/** A script whose strings cannot end the element that it stands in. */
function inline(script: string): string {
  return script.replace(/\n\/\/# sourceMappingURL=.*\s*$/, "").replace(/<(?=!--|\/?script)/gi, "\\x3c");
}
