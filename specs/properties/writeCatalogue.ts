import { writeFileSync } from "node:fs";
import { absolute } from "../house/repository.js";
import { catalogueDocument } from "./catalogueDocument.js";

writeFileSync(absolute("docs/catalogue.md"), catalogueDocument());
