/*
 * A picture that is written as text cannot measure its letters, and fonts differ. These widths are those of common sans-serif
 * fonts, rounded up, in units of the font's size.
 */

export interface Font {
  readonly size: number;
  readonly bold?: boolean;
  readonly mono?: boolean;
}

export function textWidth(text: string, { size, bold = false, mono = false }: Font): number {
  let width = 0;
  for (const letter of text) width += mono ? monoWidth(letter) : letterWidth(letter);
  return width * size * (bold && !mono ? 1.1 : 1);
}

/** The text, or as much of its beginning as has room before an ellipsis; "" where not even one letter has. */
export function fitText(text: string, width: number, font: Font): string {
  if (textWidth(text, font) <= width) return text;
  const letters = [...text];
  for (let count = letters.length - 1; count > 0; count--) {
    const cut = `${letters.slice(0, count).join("").trimEnd()}…`;
    if (textWidth(cut, font) <= width) return cut;
  }
  return "";
}

function letterWidth(letter: string): number {
  if (/[ijl.,:;'|!()[\] ]/.test(letter)) return 0.31;
  if (/[ftrIJ\-·]/.test(letter)) return 0.4;
  if (/[mMW@%…]/.test(letter)) return 0.99;
  if (/[w×→=+<>~]/.test(letter)) return 0.84;
  if (/[A-Z&]/.test(letter)) return 0.74;
  return (letter.codePointAt(0) ?? 0) < 0x1100 ? 0.62 : 1.05;
}

function monoWidth(letter: string): number {
  return (letter.codePointAt(0) ?? 0) < 0x1100 ? 0.62 : 1.24;
}
