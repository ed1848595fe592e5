import type { FileCode } from "../compile/file.ts";
import type { Thrown } from "../run/stops.ts";
import type { ParsedFile } from "../syntax/index.ts";
import type { NamespaceValue, Scope } from "../values/value.ts";

/** A file with its compiled code and, once it has run, its variables. */
export interface SourceFile {
  readonly parsed: ParsedFile;
  readonly isLibrary: boolean;
  readonly code: FileCode;
  scope: Scope | null;
  /** What its run threw: an `import()` of it is rejected with that. */
  thrown: Thrown | null;
  /** Made when it is first imported as a whole, so that it is the same wherever it is imported. */
  namespace: NamespaceValue | null;
}
