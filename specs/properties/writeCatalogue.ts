import { writeFileSync } from "node:fs";
import { absolute, readText } from "../house/repository.js";
import { catalogueDocument } from "./catalogueDocument.js";
import { withPropertyTable } from "./propertyTable.js";

writeFileSync(absolute("docs/catalogue.md"), catalogueDocument());
writeFileSync(absolute("README.md"), withPropertyTable(readText("README.md")));
