import type { Page } from "playwright-core";

/** What cannot be read on the page: text that is cut off at a side without an ellipsis, and text on top of other text. */
export function illegibleTexts(page: Page): Promise<readonly string[]> {
  return page.evaluate(findIllegible);
}

/** The names, classes and attributes in the graph that are cut, with or without an ellipsis, at a zoom at which boxes show all. */
export function cutInGraph(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    if (document.querySelector('.canvas[data-detail="all"]') === null) return ["The graph is too far away."];
    return [...document.querySelectorAll<HTMLElement>(".react-flow .box :is(.name, .title)")].flatMap(
      (one) => {
        const isCut = one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 2;
        const box = one.closest(".box")?.getBoundingClientRect() ?? new DOMRect();
        const { left, right, top, bottom } = one.getBoundingClientRect();
        const isOut =
          left < box.left || right > box.right + 1 || top < box.top - 1 || bottom > box.bottom + 1;
        return one.textContent !== "" && (isCut || isOut) ? [`"${one.textContent}" is cut`] : [];
      },
    );
  });
}

/**
 * In the page. Leaves out the graph, whose boxes may lie anywhere (for those see `cutInGraph`), and the list of problems, which opens on top of the rest. An
 * open menu does, too, so its texts are only compared with each other, and have to be inside the window.
 */
function findIllegible(): readonly string[] {
  const skipped = ".react-flow, .visually-hidden, .problems ul, .comparison thead";
  interface Piece {
    readonly node: Node;
    readonly menu: Element | null;
    readonly text: string;
    readonly seen: DOMRect;
  }
  const pieces: Piece[] = [];
  const faults: string[] = [];
  const walker = document.createTreeWalker(document.querySelector("#root") ?? document, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    const text = node.textContent?.trim() ?? "";
    if (parent === null || text === "" || isSkipped(parent)) continue;
    if (!parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) look(rect, node, parent);
  }
  pieces.forEach((piece, index) => {
    for (const other of pieces.slice(index + 1))
      if (piece.node !== other.node && piece.menu === other.menu && overlap(piece.seen, other.seen))
        faults.push(`"${piece.text}" and "${other.text}" overlap`);
  });
  return faults;

  function isSkipped(parent: Element): boolean {
    return parent.closest("[popover]") === null && parent.closest(skipped) !== null;
  }

  function look(rect: DOMRect, node: Node, parent: Element): void {
    const text = node.textContent?.trim() ?? "";
    let [left, top, right, bottom] = [rect.left, rect.top, rect.right, rect.bottom];
    let hasSign = false;
    for (let box: Element | null = parent; box !== null; box = box.parentElement) {
      const { overflowX, textOverflow } = getComputedStyle(box);
      if (overflowX === "visible") continue;
      const edge = box.getBoundingClientRect();
      if (textOverflow === "ellipsis" && right > edge.right) hasSign = true;
      [left, right] = [Math.max(left, edge.left), Math.min(right, edge.right)];
      [top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
    }
    if (bottom - top < 2) return;
    const menu = parent.closest("[popover]");
    if (menu !== null) {
      if (top < 0 || bottom > window.innerHeight) faults.push(`"${text}" is outside the window`);
      [left, right] = [Math.max(left, 0), Math.min(right, window.innerWidth)];
    }
    const lost = rect.width - Math.max(right - left, 0);
    if (lost > 2 && !hasSign) faults.push(`"${text}" is cut off`);
    if (right > left)
      pieces.push({ node, menu, text, seen: new DOMRect(left, top, right - left, bottom - top) });
  }

  function overlap(one: DOMRect, other: DOMRect): boolean {
    const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
    const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    return wide > 2 && high > 3;
  }
}
