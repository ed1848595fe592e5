interface Place {
  readonly path?: string | readonly string[];
  readonly pathNot?: string;
}

declare const configuration: {
  readonly forbidden: readonly { readonly name: string; readonly from: Place; readonly to: Place }[];
};
export default configuration;
