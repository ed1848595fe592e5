import type { Machine } from "../run/machine.ts";
import { observeInto } from "../run/observe.ts";
import type { Observation } from "../run/records.ts";
import {
  type ClassLikeDeclaration,
  isIdentifier,
  isPropertyDeclaration,
  type ParsedFile,
  placeOf,
} from "../syntax/index.ts";

/** The values of fields that a class only declares, `conv1: nn.Conv2d`, and its constructor sets. */
export function declaredFields(m: Machine, file: ParsedFile): readonly Observation[] {
  return m.classes
    .filter(({ value }) => value.code.file === file)
    .flatMap(({ value, node }) =>
      (node as ClassLikeDeclaration).members.flatMap((member) => {
        if (!isPropertyDeclaration(member) || member.initializer !== undefined) return [];
        const { name } = member;
        if (!isIdentifier(name)) return [];
        const { start, end } = placeOf(file, name);
        const observation: Observation = {
          site: { node: name, range: { start, end }, role: "name" },
          values: [],
          tensors: [],
          visits: 0,
        };
        for (const instance of value.instances) {
          const held = instance.properties.get(name.text);
          if (held !== undefined && held.kind !== "undefined") observeInto(observation, held);
        }
        return observation.values.length === 0 ? [] : [observation];
      }),
    );
}
