/** A stretch of a text, as offsets in UTF-16 code units; `end` is the offset after the last one. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A stretch of the text of one file. */
export interface FileRange extends Range {
  /** The path or URI under which the host gave the file; opaque to the core. */
  readonly file: string;
}

/** Whether `offset` is in `range`, its end included: a cursor after the last character still touches it. */
export function touches(range: Range, offset: number): boolean {
  return range.start <= offset && offset <= range.end;
}

/** Whether two stretches of one text share a character, or one ends where the other begins. */
export function meet(one: Range, other: Range): boolean {
  return one.start <= other.end && other.start <= one.end;
}

/** Whether two ranges of one text are the same. */
export function sameRange(one: Range, other: Range): boolean {
  return one.start === other.start && one.end === other.end;
}

/** Whether two places are the same; false where either is missing. */
export function samePlace(one: FileRange | null, other: FileRange | null): boolean {
  return one !== null && other !== null && one.file === other.file && sameRange(one, other);
}

/** Whether `inner` lies in `outer`, both of one text. */
export function contains(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Whether `inner` lies in `outer`, which may be of another file. */
export function covers(outer: FileRange, inner: FileRange): boolean {
  return outer.file === inner.file && contains(outer, inner);
}
