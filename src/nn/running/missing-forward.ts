import { meantForward, sentenceOf } from "../../problems/index.ts";

/** What is thrown where a module without a forward is called. `base` is the class that all modules descend from. */
export function missingForward(module: object, base: object): TypeError {
  const { name } = module.constructor;
  const data = { name, meant: meantForward(methodsOf(module, base)) };
  return new TypeError(sentenceOf({ code: "missing-forward", data }));
}

/** The methods that authors wrote, the nearest class first. */
function methodsOf(module: object, base: object): readonly string[] {
  const names: string[] = [];
  for (let at = Object.getPrototypeOf(module); at !== null && at !== base; at = Object.getPrototypeOf(at))
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(at)))
      if (typeof value === "function" && name !== "constructor") names.push(name);
  return names;
}
