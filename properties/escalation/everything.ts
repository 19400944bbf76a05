import { allowStatement } from "../../policies/language/allowStatement.js";
import type { Policy } from "../../policies/language/policySet.js";

/** A policy that allows everything. */
export const everything: Policy = {
  source: "any permission",
  document: { version: "2012-10-17", statements: [allowStatement(["*"], ["*"])] },
};
