import { coloursOfPage } from "./page-picture.ts";
import type { Picture } from "./picture.ts";
import { writePng } from "./write-png.ts";
import { svgSize, writeSvg } from "./write-svg.ts";

/** Puts a picture on the clipboard, in the page's colours. */
export async function copyPng(picture: Picture): Promise<void> {
  const png = writePng(writeSvg(picture, coloursOfPage()), svgSize(picture));
  // A promise, because browsers allow it only while the click is still being answered.
  await navigator.clipboard.write([new ClipboardItem({ "image/png": png })]);
}
