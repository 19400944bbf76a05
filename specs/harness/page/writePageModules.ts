// `npm run page`: the script and the style of the HTML report as modules. They are kept in git, so that the sources run
// without a build.
import { writeFileSync } from "node:fs";
import { absolute } from "../../house/repository.js";
import { pageModules } from "./pageModules.js";

for (const [path, code] of await pageModules()) writeFileSync(absolute(path), code);
