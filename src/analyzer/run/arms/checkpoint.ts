import type { Machine } from "../machine.ts";

/** How many arms wait, and how many marks of the journal are open, at one time. */
export interface Checkpoint {
  readonly pendings: number;
  readonly marks: number;
}

export function checkpointOf(m: Machine): Checkpoint {
  return { pendings: m.pendings.length, marks: m.journal.open.length };
}

/** Discards the arms started since the checkpoint. Their side effects so far remain. */
export function dropArms(m: Machine, { pendings, marks }: Checkpoint): void {
  m.forks -= Math.max(0, m.pendings.length - pendings);
  m.pendings.length = pendings;
  m.journal.open.length = marks;
}
