#!/usr/bin/env node
// Takes a desktop VS Code's arguments. `vscodeExecutablePath` names this file where there is no desktop build.
import { register } from "tsx/esm/api";

register();
await import("./served-code.ts");
