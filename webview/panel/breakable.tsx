import { Fragment } from "react";

/** A name whose lines may break before each of its words: where a capital follows a small letter, and behind slashes and dots. */
export function Breakable({ text }: { readonly text: string }) {
  return text.split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[/.])(?=\S)/).map((word, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {word}
    </Fragment>
  ));
}
