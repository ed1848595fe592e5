/** One of several instances of a class of the file. */
export interface InstanceReference {
  readonly className: string;
  /** `Model.id` */
  readonly model: string;
  /** Its place in that model; empty for the model itself. */
  readonly path: string;
}

/** The same as an editor offers it. */
export interface InstanceOffer extends InstanceReference {
  readonly label: string;
  readonly detail: string;
}
