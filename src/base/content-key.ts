/**
 * A short key of a text. Equal texts have equal keys; two different texts share one with a probability of 1 in 2^64.
 * Not safe against deliberate collisions.
 */
export function contentKey(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  return hex(mixed(high, low)) + hex(mixed(low, high));
}

/** Spreads the last characters of a text over all bits. */
function mixed(one: number, other: number): number {
  return Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(other ^ (other >>> 13), 3266489909);
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, "0");
}
