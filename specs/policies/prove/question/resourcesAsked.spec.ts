import assert from "node:assert/strict";
import type { HeldResource } from "../../../../policies/language/policySet.js";
import type { Access } from "../../../../policies/prove/question/access.js";
import { policySetsIn } from "../../../../policies/prove/question/access.js";
import { resourcesAsked } from "../../../../policies/prove/question/resourcesAsked.js";
import { allowing } from "../../../../properties/allowing.js";

const role = "arn:aws:iam::123456789012:role/job";
const held = (address: string, actions?: readonly string[]): HeldResource => ({
  ...{ address, arns: [`arn:aws:test:::${address}`], policies: [] },
  ...(actions && { actions }),
});
const own = {
  ...allowing(["*"], ["*"]),
  resources: [held("bucket", ["s3:*"]), held("role", ["sts:*"]), held("any")],
};
const whole: Access = { kind: "of", policies: own };
const actions = (...patterns: string[]): Access => ({ kind: "actions", patterns, except: [] });
const granted = (...patterns: string[]): Access => ({ kind: "of", policies: allowing(patterns, ["*"]) });
const not = (part: Access): Access => ({ kind: "not", part });
const both = (...parts: Access[]): Access => ({ kind: "both", parts });

/** The resources of the first policy set that are left. */
const left = (parts: readonly Access[], principal = role) =>
  policySetsIn(resourcesAsked(parts, principal)[0]!)[0]!.resources!.map(({ address }) => address);

describe("the resources that a question is about", () => {
  const all = ["bucket", "role", "any"];
  const rows: readonly [string, readonly Access[], readonly string[]][] = [
    ["are those that answer for its actions", [whole, actions("iam:*")], ["any"]],
    ["are found by patterns", [whole, actions("s?:Get*")], ["bucket", "any"]],
    ["are all of them where every action is asked about", [whole, actions("*")], all],
    ["are all of them where nothing limits the actions", [whole, not(actions("s3:*"))], all],
    ["are limited by what a policy set allows", [whole, granted("sts:AssumeRole")], ["role", "any"]],
    ["are limited by parts of parts", [whole, both(granted("iam:*"), not(granted()))], ["any"]],
    ["are limited in a complement too", [not(whole), actions("s3:GetObject")], ["bucket", "any"]],
    [
      "are all of them where a statement is about all actions but some",
      [whole, { kind: "matching", statement: { action: { negated: true, patterns: ["s3:*"] } } }],
      all,
    ],
    [
      "are all of them where the other policy set has resources, which may grant too",
      [whole, { kind: "of", policies: { ...allowing(["iam:*"], ["*"]), resources: [held("x")] } }],
      all,
    ],
  ];
  for (const [title, parts, expected] of rows) it(title, () => assert.deepEqual(left(parts), expected));

  it("are all of them for the root user, which has access without an identity policy", () =>
    assert.deepEqual(left([whole, granted("iam:*")], "arn:aws:iam::123456789012:root"), all));

  it("leave a policy set as it is where it keeps all of them", () =>
    assert.equal(resourcesAsked([whole, actions("*")], role)[0], whole));
});
