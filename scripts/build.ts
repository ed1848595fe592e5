import { build, buildOnly } from "./build-all.ts";

// `npm run build -- dist/webview` makes only what goes there, whatever the state of the rest.
const outputs = process.argv.slice(2);
await (outputs.length === 0 ? build() : buildOnly(outputs));
