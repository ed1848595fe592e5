import type {
  ArrayValue,
  ClassValue,
  FunctionValue,
  MapValue,
  ObjectValue,
  Scope,
  SetValue,
} from "./value.ts";

/** Everything that changes while a file is evaluated. */
export type Mutable = Scope | ArrayValue | WithProperties | MapValue | SetValue;

export type WithProperties = ObjectValue | ClassValue | FunctionValue;

/** What a mutable thing held at one time: the fields of it that change. */
export type Contents =
  | Pick<Scope, "slots">
  | Pick<ArrayValue, "elements" | "doubt">
  | Pick<WithProperties, "properties" | "doubt">
  | Pick<MapValue | SetValue, "entries" | "doubt">;
