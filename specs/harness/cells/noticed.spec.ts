import { expect } from "chai";
import { completeRequests } from "../../../harness/cells/completeRequests.js";
import { authorize } from "../../../policies/evaluate/authorize.js";
import { compile } from "../../../policies/evaluate/compile.js";
import { examplePrincipal } from "../../../policies/reference/exampleRole.js";
import { loadServiceReference } from "../../../policies/reference/loadServiceReference.js";
import { identitySet } from "../../generators/identitySet.js";

interface Slip {
  readonly before: readonly object[];
  readonly after: readonly object[];
}

const s3 = { Effect: "Allow", Action: "s3:GetObject" };
const tagged = { StringNotEquals: { "aws:ResourceAccount": "${aws:PrincipalAccount}" } };
const domains = { Effect: "Deny", Action: "profile:CreateDomain", Resource: "arn:aws:profile:*:*:domains/*" };

/** Mistakes that few requests show: each needs more than what one statement says. */
const slips: Readonly<Record<string, Slip>> = {
  "a wildcard is lost that other patterns overlap": {
    before: [{ Effect: "Allow", Action: ["sns:ListTopics", "sns:List*"], Resource: "*" }],
    after: [{ Effect: "Allow", Action: ["sns:ListTopics"], Resource: "*" }],
  },
  "a wildcard of two actions becomes one": {
    before: [{ Effect: "Allow", Action: "s3:Describe*", Resource: "*" }],
    after: [{ Effect: "Allow", Action: "s3:DescribeJob", Resource: "*" }],
  },
  "an Allow is lost where another allows the same unless a key is there": {
    before: [
      { ...s3, Resource: "arn:aws:s3:::data/*" },
      { ...s3, Resource: "*", Condition: tagged },
    ],
    after: [{ ...s3, Resource: "*", Condition: tagged }],
  },
  "a Deny is lost that is wider than what is allowed": {
    before: [
      { Effect: "Allow", Action: "profile:*", Resource: "arn:aws:profile:*:*:domains/amazon-connect-*" },
      domains,
    ],
    after: [
      { Effect: "Allow", Action: "profile:*", Resource: "arn:aws:profile:*:*:domains/amazon-connect-*" },
    ],
  },
  "the actions of an unknown service are widened": {
    before: [{ Effect: "Allow", Action: "nosuchservice:GetThing", Resource: "*" }],
    after: [{ Effect: "Allow", Action: "nosuchservice:Get*", Resource: "*" }],
  },
  "a value of a key is lost that one action of a wildcard carries": {
    before: [workteams("private-crowd", "vendor-crowd")],
    after: [workteams("private-crowd")],
  },
  "an ARN is compared as a string": {
    before: [placed("ArnLike")],
    after: [placed("StringLike")],
  },
  "a policy variable of two conditions is written out in one": {
    before: [owned("${aws:PrincipalTag/owner}")],
    after: [owned("example")],
  },
};

function owned(onTagged: string): object {
  const StringEquals = {
    "aws:ResourceTag/owner": onTagged,
    "aws:RequestTag/owner": "${aws:PrincipalTag/owner}",
  };
  return { Effect: "Allow", Action: "glue:TagResource", Resource: "*", Condition: { StringEquals } };
}

function workteams(...values: readonly string[]): object {
  const Condition = { StringEqualsIfExists: { "sagemaker:WorkteamType": values } };
  return {
    Effect: "Allow",
    Action: "sagemaker:*",
    Resource: "arn:aws:sagemaker:*:*:flow-definition/*",
    Condition,
  };
}

function placed(operator: string): object {
  const Condition = { [operator]: { "ec2:PlacementGroup": "arn:aws:ec2:*:*:placement-group/*batch*" } };
  return { Effect: "Allow", Action: "ec2:TerminateInstances", Resource: "*", Condition };
}

describe("complete requests notice that", () => {
  for (const [slip, { before, after }] of Object.entries(slips)) {
    it(slip, async () => {
      const policies = identitySet(...before);
      const reference = await loadServiceReference();
      const { requests } = completeRequests(policies, { reference, principal: examplePrincipal });
      const [one, other] = [compile(policies), compile(identitySet(...after))];
      expect(requests.some((request) => authorize(one, request) !== authorize(other, request))).to.equal(
        true,
      );
    });
  }
});

describe("complete requests of a pattern with many wildcards", () => {
  it("are made in time", async () => {
    const policies = identitySet({ Effect: "Allow", Action: `ec2:${"*?".repeat(12)}*q`, Resource: "*" });
    const reference = await loadServiceReference();
    const started = process.cpuUsage();
    completeRequests(policies, { reference, principal: examplePrincipal });
    expect(process.cpuUsage(started).user / 1e6, "seconds of processor time").to.be.below(5);
  });
});
