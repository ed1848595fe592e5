/** What named sizes have to satisfy so that every layer of a model accepts its input. */
export interface SizeCondition {
  /** The symbols that it is about, in the order of the input's axes. */
  readonly names: readonly string[];
  readonly fits: FittingSizes;
}

export type FittingSizes =
  /** All sizes from `least` on that leave `rest` when divided by `of`. */
  | { readonly kind: "steps"; readonly of: number; readonly rest: number; readonly least: number }
  | { readonly kind: "range"; readonly least: number; readonly most: number }
  /** The smallest of those that fit, where they follow no rule that a few words can state. */
  | { readonly kind: "some"; readonly sizes: readonly number[] }
  /** All of the names stand for one size. */
  | { readonly kind: "equal" };
