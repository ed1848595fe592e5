import { absenceWords, type View } from "../ide/index.ts";

/** Why a file has no model to work on, and what to do. */
export function noModel(view: View, file: string): string {
  const words = absenceWords(view);
  return `There is no model in ${file}${words.startsWith(":") ? "" : " "}${words}`;
}
