import { writeFileSync } from "node:fs";
import { doors } from "../layers.js";
import { absolute } from "../repository.js";
import { apiReport, reportPathOf } from "./apiReport.js";
import { compileDoors } from "./compileDoors.js";

// `npm run api`: writes what the doors export today, for review with the change that made it so
const compiled = compileDoors();
for (const door of doors) writeFileSync(absolute(reportPathOf(door)), apiReport(door, compiled));
