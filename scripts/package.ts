import { writeGenerated } from "./generated/write-generated.ts";
import { packageExtension } from "./package-extension.ts";

await writeGenerated();
console.log(await packageExtension());
