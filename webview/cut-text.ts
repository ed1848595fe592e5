/** Gives text that an ellipsis cuts a tooltip with the whole of it. Boxes of the graph have their card. */
export function tellCutText(): void {
  document.addEventListener("pointerover", ({ target }) => {
    const cut = target instanceof Element ? cutAround(target) : null;
    if (cut === null || cut.closest("[title], .box") !== null) return;
    cut.title = cut.textContent ?? "";
    // Later there may be room for it, or other text.
    cut.addEventListener("pointerleave", () => cut.removeAttribute("title"), { once: true });
  });
}

function cutAround(target: Element): HTMLElement | null {
  for (let element: Element | null = target; element !== null; element = element.parentElement)
    if (element instanceof HTMLElement && isCut(element)) return element;
  return null;
}

function isCut(element: HTMLElement): boolean {
  return element.scrollWidth > element.clientWidth && getComputedStyle(element).textOverflow === "ellipsis";
}
