import type { Machine } from "./machine.ts";

/** How many arms wait, and how many marks of the journal are open, at one time. */
export interface Checkpoint {
  readonly pendings: number;
  readonly marks: number;
}

export function checkpointOf(m: Machine): Checkpoint {
  return { pendings: m.pendings.length, marks: m.journal.open.length };
}

/** Forgets the arms begun since then, which something unwound. What the stopped code has done so far stays. */
export function dropArms(m: Machine, { pendings, marks }: Checkpoint): void {
  m.pendings.length = pendings;
  m.journal.open.length = marks;
}
