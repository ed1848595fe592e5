import { describe } from "mocha";
import { testExecution } from "./as-executed.ts";

describe("the analyzer builds the graph that executing a ported net builds", () => {
  testExecution(new URL("../fixtures/executed/", import.meta.url), (name) => name.startsWith("port-"));
});
