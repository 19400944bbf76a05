import { expect } from "chai";
import fc from "fast-check";
import { requestNear } from "../../generators/requestNear.js";
import { authorize } from "../../policies/evaluate/authorize.js";
import { compile } from "../../policies/evaluate/compile.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import type { Request } from "../../policies/language/request.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { batchGuardedSubset, guardedSubset } from "../../properties/catalogue/batchGuardedSubset.js";
import { passRoleServices } from "../../properties/catalogue/passRoleServices.js";
import { tagGuardsKept } from "../../properties/catalogue/tagGuardsKept.js";
import { checkProperty } from "../../properties/checkProperty.js";
import { confinement } from "../../properties/confinement.js";
import { containedIn } from "../../properties/containedIn.js";
import type { Outcome, Property } from "../../properties/property.js";
import { tagGuard } from "../../properties/tagGuard.js";
import { restrictTo, tagGuardedStatements } from "../../properties/tagGuardedStatements.js";
import { batchPolicies, batchReference, managedSet } from "../generators/batchPolicies.js";
import { identitySet } from "../generators/identitySet.js";
import { targetOf } from "./targets.js";

const serviceLinked = managedSet("BatchServiceRolePolicy");
const serviceRole = managedSet("AWSBatchServiceRole");
const fullAccess = managedSet("AWSBatchFullAccess");

const guardedActions = [
  "autoscaling:CreateOrUpdateTags",
  "ec2:CancelSpotFleetRequests",
  "ec2:CreateLaunchTemplate",
  "ec2:DeleteLaunchTemplate",
  "ec2:ModifySpotFleetRequest",
  "ec2:RunInstances",
  "ec2:TerminateInstances",
  "ecs:CreateCluster",
  "ecs:RegisterTaskDefinition",
];

const scalingWrites = [
  "autoscaling:CreateLaunchConfiguration",
  "autoscaling:DeleteLaunchConfiguration",
  "autoscaling:CreateAutoScalingGroup",
  "autoscaling:UpdateAutoScalingGroup",
  "autoscaling:SetDesiredCapacity",
  "autoscaling:DeleteAutoScalingGroup",
  "autoscaling:SuspendProcesses",
  "autoscaling:PutNotificationConfiguration",
  "autoscaling:TerminateInstanceInAutoScalingGroup",
];

const namedAfterBatch = [
  "arn:aws:autoscaling:*:*:launchConfiguration:*:launchConfigurationName/AWSBatch*",
  "arn:aws:autoscaling:*:*:autoScalingGroup:*:autoScalingGroupName/AWSBatch*",
];

const never = (...actions: readonly string[]) => confinement({ actions, resources: [] });
const logContents = ["logs:GetLogEvents", "logs:FilterLogEvents"];
const logWrites = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"];
const knownIamActions = [
  "iam:PassRole",
  "iam:CreateServiceLinkedRole",
  "iam:GetRole",
  "iam:GetInstanceProfile",
  "iam:ListRoles",
  "iam:ListInstanceProfiles",
];
const noOtherIamAction = containedIn({
  within: identitySet(
    { Effect: "Allow", NotAction: "iam:*", Resource: "*" },
    { Effect: "Allow", Action: knownIamActions, Resource: "*" },
  ),
});
const readsLogContents = identitySet({ Effect: "Allow", Action: logContents, Resource: "*" });

type Truth = Outcome["verdict"];

/** Law of the reference on the Batch policies, what is searched, in which policy, and the truth. */
const laws: readonly (readonly [string, Property, PolicySet, Truth])[] = [
  [
    "I19, I20: the guarded part is strictly inside AWSBatchServiceRole",
    batchGuardedSubset,
    serviceLinked,
    "holds",
  ],
  ["I21: AWSBatchFullAccess allows no guarded action", never(...guardedActions), fullAccess, "holds"],
  ["I22: no bypass of the guards", tagGuardsKept, serviceLinked, "holds"],
  ...[serviceLinked, serviceRole, fullAccess].map(
    (set) =>
      [
        "I26: existing EC2 resources cannot be tagged",
        tagGuard({ actions: ["ec2:CreateTags"], key: "ec2:CreateAction" }),
        set,
        "holds",
      ] as const,
  ),
  ["I30: the whole policy is not contained", containedIn({ within: serviceRole }), serviceLinked, "refuted"],
  ["I32: nor the other way round", containedIn({ within: serviceLinked }), serviceRole, "refuted"],
  [
    "I33: AWSBatchFullAccess is not inside one",
    containedIn({ within: serviceLinked }),
    fullAccess,
    "refuted",
  ],
  ["I33: nor inside the other", containedIn({ within: serviceRole }), fullAccess, "refuted"],
  ["I33: one is not inside it", containedIn({ within: fullAccess }), serviceLinked, "refuted"],
  ["I33: nor is the other", containedIn({ within: fullAccess }), serviceRole, "refuted"],
  ["I46: roles are passed to named services", passRoleServices(), serviceLinked, "holds"],
  ["I46: roles are passed to named services", passRoleServices(), serviceRole, "holds"],
  ["I47: AWSBatchFullAccess passes to any", passRoleServices(), fullAccess, "refuted"],
  ["I52: no other iam action", noOtherIamAction, serviceLinked, "holds"],
  ["I52: no other iam action", noOtherIamAction, serviceRole, "holds"],
  ["I52: no other iam action", noOtherIamAction, fullAccess, "holds"],
  [
    "I55: log contents are read",
    containedIn({ of: readsLogContents, within: fullAccess }),
    fullAccess,
    "holds",
  ],
  ["I55: log contents are not read", never(...logContents), serviceLinked, "holds"],
  ["I55: log contents are not read", never(...logContents), serviceRole, "holds"],
  [
    "I56: scaling by name",
    confinement({ actions: scalingWrites, resources: namedAfterBatch }),
    serviceLinked,
    "holds",
  ],
  [
    "I56: scaling by any name",
    confinement({ actions: scalingWrites, resources: namedAfterBatch }),
    serviceRole,
    "refuted",
  ],
  [
    "I57: logs below a prefix",
    confinement({ actions: logWrites, resources: ["arn:aws:logs:*:*:log-group:/aws/batch/job*"] }),
    serviceLinked,
    "holds",
  ],
  [
    "I57: events in streams only",
    confinement({ actions: ["logs:PutLogEvents"], resources: ["arn:aws:logs:*:*:*:*:log-stream:*"] }),
    serviceLinked,
    "holds",
  ],
];

const request = (action: string, resource: string, context: Request["context"] = {}): Request => ({
  principal: "arn:aws:iam::111122223333:role/job",
  action,
  resource,
  resourceAccount: "111122223333",
  context,
});

describe("the Batch policies", () => {
  let reference: ServiceReference;
  before(async () => {
    reference = await batchReference();
  });

  const search = (property: Property, policies: PolicySet, runs = 500): Outcome =>
    checkProperty(property, targetOf(policies), { seed: 2026, runs, reference });

  for (const [law, property, policies, truth] of laws) {
    it(`${law} (${policies.identity[0]!.source}): ${truth}`, () => {
      const target = targetOf(policies);
      expect(property.appliesTo(target)).to.equal(true);
      expect(search(property, policies).verdict).to.equal(truth);
    });
  }

  it("I19, I20: hold in every pair of versions since AWSBatchServiceRole has launch templates, v9", () => {
    const versions = (name: string) => batchPolicies.find((policy) => policy.name === name)!.versions;
    const pairs = versions("BatchServiceRolePolicy").flatMap((left) =>
      versions("AWSBatchServiceRole")
        .slice(8)
        .map((right) => [left, right] as const),
    );
    expect(pairs).to.have.length(48);
    const failed = pairs.filter(([left, right]) => {
      const named = ({ name, version, document }: typeof left) => ({
        source: `managed:${name}@${version}`,
        document,
      });
      const property = guardedSubset(named(left), named(right));
      return search(property, { identity: [named(left)] }, 100).verdict !== "holds";
    });
    expect(failed).to.deep.equal([]);
  });

  it("I20: holds in each of nine actions", () => {
    const document = serviceLinked.identity[0]!.document;
    const actions = tagGuardedStatements(document).flatMap(({ action }) => action.patterns);
    expect([...actions].sort()).to.deep.equal(guardedActions);
  });

  // The reference says "any value, also the empty one"; here a key whose value is empty counts as missing.
  it("I23, I24: a guarded request is allowed for any tag value that is not empty, and the key in any case", () => {
    const document = serviceLinked.identity[0]!.document;
    const guards = new Set(tagGuardedStatements(document));
    const part = { identity: [{ source: "part", document: restrictTo(document, (one) => guards.has(one)) }] };
    const compiled = compile(part);
    const allowed = requestNear(part, { reference }).filter((one) => authorize(compiled, one) === "allowed");
    const spell = fc.constantFrom(
      (key: string) => key,
      (key: string) => key.toLowerCase(),
      (key: string) => key.toUpperCase(),
    );
    const retagged = fc.tuple(allowed, fc.string({ minLength: 1 }), spell).map(([one, value, spelling]) => ({
      ...one,
      context: Object.fromEntries(Object.keys(one.context).map((key) => [spelling(key), value])),
    }));
    const details = fc.check(
      fc.property(retagged, (one) => authorize(compiled, one) === "allowed"),
      { seed: 2026, numRuns: 500 },
    );
    expect(details.counterexample).to.equal(null);
  });

  const witnesses: readonly (readonly [string, PolicySet, PolicySet, string, string, Request["context"]?])[] =
    [
      [
        "I30",
        serviceLinked,
        serviceRole,
        "iam:PassRole",
        "iam::111122223333:role/example",
        { "iam:PassedToService": "ecs.amazonaws.com" },
      ],
      [
        "I32",
        serviceRole,
        serviceLinked,
        "ec2:RunInstances",
        "ec2:us-east-1:111122223333:instance/i-0123456789abcdef0",
      ],
      ["I33", fullAccess, serviceLinked, "iam:PassRole", "iam::111122223333:role/AWSBatchServiceRole"],
      ["I33", fullAccess, serviceRole, "iam:PassRole", "iam::111122223333:role/AWSBatchServiceRole"],
    ];
  for (const [law, left, right, action, resource, context] of witnesses) {
    it(`${law}: the witness is ${action}, written as users write`, () => {
      const outcome = search(containedIn({ within: right }), left);
      if (outcome.verdict !== "refuted") throw new Error(outcome.verdict);
      const { request: found, decision, statements } = outcome.witness!;
      expect(found).to.deep.equal(request(action, `arn:aws:${resource}`, context));
      expect(decision).to.equal("allowed");
      expect(statements).to.have.length(1);
      expect(authorize(compile(right), found)).to.equal("implicitDeny");
    });
  }

  it("I50: a role may be passed by path", () => {
    const compiled = compile(fullAccess);
    const pass = (role: string) =>
      authorize(compiled, request("iam:PassRole", `arn:aws:iam::111122223333:role/${role}`));
    expect(pass("AWSBatchJobRoleX/Admin")).to.equal("allowed");
    expect(pass("team/AWSBatchJobRole")).to.equal("implicitDeny");
  });

  it("I57: the prefix has no separator at its end", () => {
    const compiled = compile(serviceLinked);
    const create = (group: string) =>
      authorize(
        compiled,
        request("logs:CreateLogGroup", `arn:aws:logs:us-east-1:111122223333:log-group:${group}`),
      );
    expect(create("/aws/batch/job")).to.equal("allowed");
    expect(create("/aws/batch/jobs-other")).to.equal("allowed");
    expect(create("/aws/batch")).to.equal("implicitDeny");
  });
});
