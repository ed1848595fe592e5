export { assertNever } from "./assert-never.ts";
export { type Checked, faulty, ok } from "./checked.ts";
export { type FileRange, type Range, touches } from "./range.ts";
