import { build, buildOnly } from "./build-all.ts";
import { writeGenerated } from "./generated/write-generated.ts";

// `npm run build -- dist/webview` builds only what goes there and checks nothing else.
const outputs = process.argv.slice(2);
if (outputs.length > 0) await buildOnly(outputs);
else {
  await writeGenerated();
  await build();
}
