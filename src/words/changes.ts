import { type Dim, isUnknown, known, negate, subtract } from "../ir/index.ts";
import { exactCount } from "./counts.ts";
import { plural } from "./plural.ts";

/** What a count has gained or lost, said by `say`: `+1,024`, `−9·C`; "" where it is the same. An absent side counts as 0. */
export function changeWords(before: Dim | null, after: Dim | null, say: (count: Dim) => string): string {
  const change = subtract(after ?? 0, before ?? 0);
  if (isUnknown(change)) return "unknown";
  const value = known(change);
  if (value === 0) return "";
  return value !== undefined && value < 0 ? `−${say(negate(change))}` : `+${say(change)}`;
}

/** `+3.4 %`, `−12 %`; "" where there is no share to tell. */
export function changeShare(before: Dim, after: Dim): string {
  const [from, to] = [known(before), known(after)];
  if (from === undefined || to === undefined || from === 0 || from === to) return "";
  const share = (to - from) / from;
  const digits = Math.abs(share) < 0.1 ? 1 : 0;
  const text = (Math.abs(share) * 100).toFixed(digits);
  return `${share < 0 ? "−" : "+"}${Number(text) === 0 ? "< 0.1" : text} %`;
}

/** `1 layer added, 2 changed, 40 the same`; "nothing has changed". */
export function layerChangesWords(layers: readonly { readonly change: string }[], same: number): string {
  const kinds = ["added", "removed", "changed", "reshaped", "moved"];
  const counts = kinds
    .map((kind) => [kind, layers.filter(({ change }) => change === kind).length] as const)
    .filter(([, count]) => count > 0);
  if (counts.length === 0) return "nothing has changed";
  const words = counts.map(([kind, count], index) =>
    index === 0 ? `${plural(count, "layer")} ${kind}` : `${exactCount(count)} ${kind}`,
  );
  return [...words, `${exactCount(same)} the same`].join(", ");
}
