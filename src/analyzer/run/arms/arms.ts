import type { Meeting } from "../../values/join.ts";
import { closeMark, contentsAt, contentsOf, leave, type Mark, type World } from "../../values/journal.ts";
import { unknownValue } from "../../values/make.ts";
import type { Contents, Mutable } from "../../values/mutable.ts";
import type { ArmDoubt } from "../../values/value.ts";
import type { Machine } from "../machine.ts";
import type { Pending } from "../records.ts";
import type { Thrown } from "../stops.ts";

/* Arms of conditions that have ended early and wait for the end of what they leave. */

/** An arm has ended early; until it meets the others, what follows happens only where it was not taken. */
export function wait(m: Machine, pending: Pending): void {
  m.pendings.push(pending);
  m.forks += 1;
}

/** Lets an arm that threw wait for the `catch` around it. */
export function waitThrown(
  m: Machine,
  arm: { readonly mark: Mark; readonly world: World; readonly meeting: Meeting; readonly doubt: ArmDoubt },
  thrown: Thrown,
): void {
  wait(m, { ...arm, completion: { kind: "throw", thrown } });
}

/**
 * Whether the code that runs now runs only under a condition. That something before it may have failed, and reached a `catch`, does
 * not count: it has not failed here.
 */
export function isInArm(m: Machine): boolean {
  return m.forks > 0 && m.forks > m.pendings.filter(hasFailed).length;
}

/** The mark of the innermost arm that a condition decides. */
export function innermostMark({ journal, pendings }: Machine): Mark | undefined {
  const failed = new Set(pendings.filter(hasFailed).map(({ mark }) => mark));
  return journal.open.findLast((mark) => !failed.has(mark));
}

function hasFailed({ completion }: Pending): boolean {
  return completion.kind === "throw" && completion.thrown.isPerhaps;
}

/** Whether something catches what an arm throws. Where nothing does, the throw is a check by the author. */
export function catchesArms(m: Machine): boolean {
  return m.tries.length > m.triesOutside;
}

/** More arms than these leave nothing behind but what they threw. */
const mostThrownArms = 16;

/** Ends an arm that threw: it waits for the `catch` around it, or is what may reject the promise of an async function. */
export function leaveThrown(m: Machine, arm: Parameters<typeof waitThrown>[1], thrown: Thrown): void {
  if (catchesArms(m)) {
    waitThrown(m, arm, thrown);
    return;
  }
  const { mark, world, doubt } = arm;
  const why = unknownValue(doubt.reason, doubt.because);
  const isFollowed = (m.thrownArms?.length ?? 0) < mostThrownArms;
  m.thrownArms?.push({ mark, world: isFollowed ? world : new Map(), thrown, why, worlds: [] });
  if (m.thrownArms === null || !isFollowed) closeMark(m.journal, mark);
}

/**
 * Undoes everything back to the mark, which stays open, and returns what was undone. Arms that wait from index `base`
 * on and began after the mark keep everything they have changed since it.
 */
export function leaveArm(m: Machine, mark: Mark, base: number): World {
  for (let index = base; index < m.pendings.length; index++) {
    const pending = m.pendings[index];
    if (pending === undefined || pending.mark.index <= mark.index) continue;
    m.pendings[index] = { ...pending, world: worldSince(m, mark, pending) };
    pending.mark.index = mark.index;
  }
  for (const arm of m.thrownArms ?? []) {
    if (arm.mark.index <= mark.index) continue;
    arm.world = worldSince(m, mark, arm);
    arm.mark.index = mark.index;
  }
  return leave(m.journal, mark);
}

/** What a waiting arm has changed since a mark that is older than its own. */
function worldSince({ journal }: Machine, { index }: Mark, pending: Pick<Pending, "mark" | "world">): World {
  const before = contentsAt(journal, pending.mark);
  const world = new Map<Mutable, Contents>();
  for (let i = index; i < pending.mark.index; i++) {
    const holder = journal.entries[i]?.holder;
    if (holder !== undefined && !world.has(holder))
      world.set(holder, before.get(holder) ?? contentsOf(holder));
  }
  for (const [holder, contents] of pending.world) world.set(holder, contents);
  return world;
}

/** A meeting seen from the other arm. */
export function turned({ left, right, because, repeats = false }: Meeting): Meeting {
  return { left: right, right: left, because, repeats };
}

/** Takes an arm out of those that wait; its mark stays open. */
export function takeArm(m: Machine, index: number): Pending | undefined {
  const [arm] = index < 0 ? [] : m.pendings.splice(index, 1);
  if (arm !== undefined) m.forks -= 1;
  return arm;
}

/** Forgets an arm that waits. */
export function dropArm(m: Machine, index: number): void {
  const arm = takeArm(m, index);
  if (arm !== undefined) closeMark(m.journal, arm.mark);
}
