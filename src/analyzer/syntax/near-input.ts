import { nearestName, readShapes } from "../../base/index.ts";

/** What other tools call it, without capitals and hyphens. */
const otherNames = ["inputs", "inputshape", "inputsize", "exampleinput"];

/** Tags that may mean something else, as in `@size 3x3 kernels`. */
const vagueNames = ["shape", "size", "example"];

/** Whether a tag with this text behind it is meant to be `@input`. */
export function isNearInput(name: string, written: string): boolean {
  const plain = name.replaceAll(/[-_]/g, "").toLowerCase();
  if (vagueNames.includes(plain)) return isAllOfImages(written);
  const isOther =
    plain === "input" || otherNames.includes(plain) || nearestName(plain, ["input"]) !== undefined;
  return isOther && name !== "input";
}

/** Whether the text is nothing but shapes of at least three sizes, one of them for channels. */
function isAllOfImages(written: string): boolean {
  const { shapes, rest } = readShapes(written);
  return rest.trim() === "" && shapes.every(({ sizes }) => sizes.length > 2);
}

/** The shapes that are meant by a text in which none can be read: `(1, 3, 32, 32)`, `"1x3x32x32"`, `3 by 32 by 32`. */
export function meantShapes(written: string): string | null {
  // Of several inputs, the name says which one it is.
  if (/\w\s*=/.test(written)) return null;
  const plain = written
    .replaceAll(marks, " ")
    .replaceAll(/\bby\b/g, "x")
    .trim();
  const { shapes, rest } = readShapes(plain.replace(/^[^\d]*?(?=\d)/, ""));
  const [first, ...others] = shapes;
  const isClear = others.length === 0 && rest.trim() === "" && first?.name === null;
  const isShape = isClear && first.sizes.length > 1 && first.sizes.every((size) => size !== 0);
  return isShape ? first.sizes.join("x") : null;
}

const marks = /[()[\]{}"'`:=;]/g;
