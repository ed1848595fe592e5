/** What every family of nets takes beside a member's name. */
export interface NetOptions {
  /** How many scores the net gives; 1000. */
  readonly numClasses?: number | undefined;
}

/** What a family's table says of the member that was asked for; throws where it has none of that name. */
export function memberOf<M extends object>(family: string, members: M, name: keyof M): M[keyof M] {
  if (Object.hasOwn(members, name)) return members[name];
  const known = Object.keys(members).join(", ");
  throw new TypeError(`models.${family} has no net "${String(name)}". It has ${known}.`);
}

/** The nearest multiple of `divisor` that is not more than a tenth below: how mobile nets round their scaled channels. */
export function roundedTo(divisor: number, channels: number): number {
  const rounded = Math.max(divisor, Math.floor((channels + divisor / 2) / divisor) * divisor);
  return rounded < 0.9 * channels ? rounded + divisor : rounded;
}
