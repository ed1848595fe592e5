import { exactCount } from "./counts.ts";

/** `1 tensor`, `2 tensors`, `25,000 layers` */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${exactCount(count)} ${count === 1 ? one : many}`;
}
