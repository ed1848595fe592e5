import { createElement, type ReactNode } from "react";
import { type Block, readMarkdown, type StyledText } from "./hover-markdown.ts";

/** A hover's Markdown as elements. Its parts have no names of their own, so they are given as arguments rather than as lists. */
export function HoverText({ markdown }: { readonly markdown: string }): ReactNode {
  return createElement("div", null, ...readMarkdown(markdown).map(blockElement));
}

function blockElement(block: Block): ReactNode {
  switch (block.kind) {
    case "rule":
      return createElement("hr");
    case "list":
      return createElement(
        "ul",
        null,
        ...block.items.map((item) => createElement("li", null, ...item.map(span))),
      );
    case "lines":
      return createElement(
        "p",
        null,
        ...block.lines.flatMap((line, index) => [
          ...(index > 0 ? [createElement("br")] : []),
          ...line.map(span),
        ]),
      );
  }
}

function span({ kind, text, bold, quiet, address }: StyledText): ReactNode {
  const plain =
    kind === "code"
      ? createElement("code", null, text)
      : kind === "link"
        ? createElement("a", { href: address }, text)
        : text;
  const weighted = bold ? createElement("strong", null, plain) : plain;
  return quiet ? createElement("em", null, weighted) : weighted;
}
