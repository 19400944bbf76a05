import { writeFileSync } from "node:fs";
import { managedPoliciesDate } from "../../../policies/managed/managedPoliciesDate.js";
import { steppingPoliciesNow } from "./steppingPoliciesNow.js";

/** Writes `steppingPolicies.json` from the data of AWS managed policies. */
const json = { date: managedPoliciesDate(), names: steppingPoliciesNow() };
writeFileSync(
  new URL("../../../policies/reference/steppingPolicies.json", import.meta.url),
  `${JSON.stringify(json, null, 2)}\n`,
);
