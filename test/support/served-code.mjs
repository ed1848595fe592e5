#!/usr/bin/env node
// Takes a desktop VS Code's arguments and stands behind `vscodeExecutablePath` where there is none.
import { register } from "tsx/esm/api";

register();
await import("./served-code.ts");
