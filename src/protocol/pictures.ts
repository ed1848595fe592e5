import type { ModelDocument } from "./document.ts";
import type { ShownFile } from "./preview.ts";

/** What the preview shows of a file, with the model itself in the place of its name. */
export interface DrawnFile extends Omit<ShownFile, "model"> {
  readonly model: ModelDocument | null;
}

/** A picture in a file has the colours of one theme. */
export type PictureTheme = "light" | "dark";

/**
 * Draws models without a page. It is the preview's own drawing code in a bundle of its own, which the command line loads
 * only when it needs a picture.
 */
export interface ModelPictures {
  /** The text of an SVG file. */
  svg(file: DrawnFile, theme: PictureTheme): string;
  /** The preview as one HTML file that needs nothing else. */
  html(file: DrawnFile, page: PageSources): string;
}

/** The page's script and style sheet, as they are shipped. */
export interface PageSources {
  readonly script: string;
  readonly style: string;
}
