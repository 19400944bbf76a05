import type fc from "fast-check";
import { action, policyDocument, requestContext, requestNear } from "../../generators/generators.js";
import type { PolicySet, Request } from "../../policies/policies.js";

// Compiled with the rest and never run: what the types of the door accept and refuse.
export function accepted(policies: PolicySet): void {
  requestNear(policies) satisfies fc.Arbitrary<Request>;
  requestNear([policies, policies], { universe: "typed", omit: ["aws:SourceIp"] });
  requestContext(policies) satisfies fc.Arbitrary<Request["context"]>;
  action(["ec2:*"]) satisfies fc.Arbitrary<string>;
  policyDocument({ maxStatements: 2 }) satisfies fc.Arbitrary<object>;
}

export function refused(policies: PolicySet): void {
  // @ts-expect-error patterns are a list
  action("ec2:*");
  // @ts-expect-error a universe that does not exist
  requestNear(policies, { universe: "all" });
  // @ts-expect-error the document of a policy is not a policy set
  requestNear(policies.identity[0]!.document);
}
