import ts from "typescript";
import type { EarlyErrorRule } from "./rule.ts";

/** `await` in a function that is not async. */
export const awaitOutside: EarlyErrorRule = {
  kinds: [ts.SyntaxKind.AwaitExpression, ts.SyntaxKind.ForOfStatement],
  faultOf(node, { mayAwait }) {
    if (mayAwait || (ts.isForOfStatement(node) && node.awaitModifier === undefined)) return undefined;
    return { node, message: "await stands in a function that is not async." };
  },
};

/** `yield` in a function without the asterisk. */
export const yieldOutside: EarlyErrorRule = {
  kinds: [ts.SyntaxKind.YieldExpression],
  faultOf(node, { mayYield }) {
    return mayYield ? undefined : { node, message: "yield stands outside of a generator function." };
  },
};
