export { createExplainer, type Explainer, type RunNumbers } from "./explain-node.ts";
export type { Explanation, Line, Part, Place, Separable } from "./explanation.ts";
