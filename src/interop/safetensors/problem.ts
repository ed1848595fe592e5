/** What makes a file no .safetensors file. A code never changes its meaning. */
export type SafetensorsProblemCode =
  | "too-short" // not even the header's length is there
  | "header-beyond-file"
  | "header-too-large"
  | "header-not-utf8"
  | "header-not-json"
  | "duplicate-name"
  | "bad-entry" // a tensor without dtype, shape or offsets, or with something else in their place
  | "unknown-dtype"
  | "too-many-elements" // a shape whose product no number holds
  | "size-mismatch" // another number of bytes than dtype and shape make
  | "outside-file"
  | "overlap"
  | "unclaimed-bytes"; // a gap between two tensors, or bytes after the last one

export interface SafetensorsProblem {
  readonly code: SafetensorsProblemCode;
  readonly message: string;
}

/** How the parts of the reader leave early; `readSafetensors` turns it into data. */
export class SafetensorsFault extends Error {
  readonly code: SafetensorsProblemCode;

  constructor(code: SafetensorsProblemCode, message: string) {
    super(message);
    this.code = code;
  }
}
