// Lets tests import what otherwise only the bundles have: `virtual:nn-sources` and `virtual:snippet-sources`. Loaded by .mocharc.json.
import { register } from "node:module";

register("./virtual-modules-hook.mjs", import.meta.url);
