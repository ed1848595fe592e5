import ts from "typescript";
import { isSkipped } from "../skipped.ts";
import { aroundFile, aroundPartsOf } from "./around.ts";
import { assignedTo } from "./assigned-to.ts";
import { awaitOutside, yieldOutside } from "./await-outside.ts";
import { classMembers } from "./class-members.ts";
import { isAmbient } from "./declared-names.ts";
import { declaredTwice } from "./declared-twice.ts";
import { defaultInObject } from "./default-in-object.ts";
import { exportedTwice } from "./exported-twice.ts";
import { jumpsOutside } from "./jumps-outside.ts";
import { mixedOperators } from "./mixed-operators.ts";
import { notAtTheTop } from "./not-at-the-top.ts";
import { parameterLists } from "./parameter-lists.ts";
import { mayHoldPrivateName, privateNames } from "./private-names.ts";
import type { Around, EarlyErrorRule, Fault } from "./rule.ts";
import { strictMode } from "./strict-mode.ts";
import { superOutside } from "./super-outside.ts";
import { unfinished } from "./unfinished.ts";
import { withoutValue } from "./without-value.ts";

const rules: readonly EarlyErrorRule[] = [
  assignedTo,
  awaitOutside,
  classMembers,
  declaredTwice,
  defaultInObject,
  exportedTwice,
  jumpsOutside,
  mixedOperators,
  notAtTheTop,
  parameterLists,
  privateNames,
  strictMode,
  superOutside,
  unfinished,
  withoutValue,
  yieldOutside,
];

const rulesByKind: (readonly EarlyErrorRule[])[] = [];
for (const rule of rules)
  for (const kind of rule.kinds) rulesByKind[kind] = [...(rulesByKind[kind] ?? []), rule];

/**
 * The first place at which a text that parses is no JavaScript all the same: what ECMA-262 calls early errors. TypeScript's
 * parser lets them pass, and its checker finds them.
 */
export function earlyErrorIn(source: ts.SourceFile): Fault | undefined {
  let first: Fault | undefined;
  // Not by recursion: a sum of ten thousand terms is nested ten thousand deep.
  const nodes: ts.Node[] = [source];
  const arounds: Around[] = [aroundFile(source)];
  const hasPrivateNames = source.text.includes("#");
  let aroundParts: Around;
  let aroundNode: Around;
  let holdsPrivateName = true;
  const push = (child: ts.Node): void => {
    // Names, literals and signs: of them, no rule but that of private names speaks.
    const isLeaf = child.kind < ts.SyntaxKind.FirstNode;
    if (isLeaf && (holdsPrivateName || child.kind !== ts.SyntaxKind.PrivateIdentifier)) return;
    nodes.push(child);
    // The calculated name of a method and its decorators are evaluated outside of it.
    const isOutside =
      child.kind === ts.SyntaxKind.ComputedPropertyName || child.kind === ts.SyntaxKind.Decorator;
    arounds.push(isOutside ? aroundNode : aroundParts);
  };
  for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
    const around = arounds.pop() as Around;
    if (isAmbient(node as ts.Statement)) continue;
    for (const rule of rulesByKind[node.kind] ?? none) {
      const fault = rule.faultOf(node, around, source);
      if (fault !== undefined && (first === undefined || fault.node.pos < first.node.pos)) first = fault;
    }
    if (isSkipped(node)) continue;
    aroundNode = around;
    aroundParts = aroundPartsOf(node, around);
    if (hasPrivateNames) holdsPrivateName = mayHoldPrivateName(node);
    ts.forEachChild(node, push);
  }
  return first;
}

const none: readonly EarlyErrorRule[] = [];
