import { describe } from "mocha";
import { testExecution } from "./as-executed.ts";

describe("the analyzer builds the graph that executing the file builds", () => {
  testExecution(new URL("../../media/examples/", import.meta.url));
  testExecution(new URL("../fixtures/executed/", import.meta.url), (name) => !name.startsWith("port-"));
});
