interface Measured {
  readonly scrollWidth: number;
  readonly clientWidth: number;
}

/** In the browser: whether all of an element's text has room. */
export function isWhole({ scrollWidth, clientWidth }: Measured): boolean {
  return scrollWidth <= clientWidth;
}
