// What Node loads as "cnn-blocks". Declarations are those of `index.ts`: namespaces also hold types.
import { namesIn, refusingLacking } from "../nn/running/refuse-lacking.ts";
import * as library from "./index.ts";

export * from "./index.ts";

const names = namesIn(library);

export const F = refusingLacking(names, "F", library.F);
export const nn = refusingLacking(names, "nn", library.nn);
export const models = refusingLacking(names, "models", library.models);
