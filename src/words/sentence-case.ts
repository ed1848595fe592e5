/** The same words as a heading or a label begins them: with a capital. */
export function sentenceCase(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
