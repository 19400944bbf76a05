import type { PolicySet } from "../../policies/language/policySet.js";
import { emptyServiceReference } from "../../policies/reference/emptyServiceReference.js";
import type { Hole } from "../../properties/hole.js";
import type { SearchOptions } from "../../properties/property.js";
import type { Target } from "../../properties/target.js";
import { identitySet } from "../generators/identitySet.js";

/** A target that holds some policies and nothing open. */
export const targetOf = (policies: PolicySet, more: Partial<Target> = {}): Target => ({
  address: { source: "plan.json", resource: "aws_iam_role.job" },
  principal: "arn:aws:iam::111122223333:role/job",
  policies,
  holes: [],
  ...more,
});

/** A target with one identity policy of these statements. */
export const targetWith = (...statements: readonly object[]): Target => targetOf(identitySet(...statements));

export const hole: Hole = {
  address: "aws_iam_role_policy.job",
  reason: "its policy is known only after apply",
  refersTo: ["aws_s3_bucket.data.arn"],
  remedy: "name the bucket in the configuration",
};

export const searchOptions: SearchOptions = { seed: 2026, runs: 300, reference: emptyServiceReference };
