import assert from "node:assert/strict";
import fc from "fast-check";
import type { HeldResource } from "../../../../policies/language/policySet.js";
import { prunesRightly } from "../../../../policies/prove/certificate/prunesRightly.js";
import type { Access } from "../../../../policies/prove/question/access.js";
import { resourcesAsked } from "../../../../policies/prove/question/resourcesAsked.js";
import { allowing } from "../../../../properties/allowing.js";

const role = "arn:aws:iam::123456789012:role/job";
const held = (address: string, actions?: readonly string[]): HeldResource => ({
  ...{ address, arns: [`arn:aws:test:::${address}`], policies: [] },
  ...(actions && { actions }),
});
const bucket = held("bucket", ["s3:*"]);
const own = { ...allowing(["*"], ["*"]), resources: [bucket, held("role", ["sts:*"]), held("any")] };
const holding = (...resources: readonly HeldResource[]): Access => ({
  kind: "of",
  policies: { ...own, resources },
});
const whole: Access = { kind: "of", policies: own };
const actions = (patterns: readonly string[], except: readonly string[] = []): Access => ({
  kind: "actions",
  patterns,
  except,
});
const granted = (...patterns: string[]): Access => ({ kind: "of", policies: allowing(patterns, ["*"]) });
const matching = (negated: boolean, ...patterns: string[]): Access => ({
  kind: "matching",
  statement: { action: { negated, patterns } },
});
const both = (...parts: Access[]): Access => ({ kind: "both", parts });

describe("the check that the resources left out of a question are on none of its requests", () => {
  const rows: readonly (readonly [string, Access, boolean, string?])[] = [
    ["other actions", actions(["iam:*"]), true],
    ["an action of the resource", actions(["s3:GetObject"]), false],
    ["a pattern that the resource meets", actions(["*:GetObject"]), false],
    ["a pattern of all actions but those of the resource", actions(["s?:*"], ["s3:*"]), true],
    ["a pattern of all actions but some of the resource", actions(["s?:*"], ["s3:Get*"]), false],
    ["a statement about other actions", matching(false, "sqs:*"), true],
    ["a statement about all actions but others", matching(true, "sqs:*"), false],
    ["what other policies allow", granted("iam:*", "sqs:*"), true],
    ["what other policies allow a root user", granted("iam:*"), false, "arn:aws:iam::123456789012:root"],
    ["what other policies allow a service", granted("iam:*"), false, "batch.amazonaws.com"],
    ["what other policies do not allow", { kind: "not", part: granted("s3:*") }, false],
    ["parts of parts", both(actions(["iam:*"]), granted("*")), true],
  ];
  for (const [what, other, expected, principal = role] of rows) {
    it(`${expected ? "passes" : "fails"} for ${what}`, () => {
      const left = holding(...own.resources.filter((one) => one !== bucket));
      assert.equal(prunesRightly([whole, other], [left, other], principal), expected);
    });
  }

  it("fails for a resource without actions, and where something else changes", () => {
    const other = actions(["iam:*"]);
    assert.equal(prunesRightly([whole, other], [holding(bucket), other], role), false);
    const others: Access = { kind: "of", policies: { ...own, identity: [] } };
    assert.equal(prunesRightly([whole, other], [others, other], role), false);
    assert.equal(prunesRightly([whole, other], [holding(...own.resources, held("new")), other], role), false);
  });

  it("passes for all that the search leaves out", () => {
    const pattern = fc.constantFrom(
      "*",
      "s3:*",
      "s3:Get*",
      "s?:*",
      "sts:AssumeRole",
      "iam:*",
      "s*:*t*",
      "*:*3",
    );
    const some = fc.array(pattern, { minLength: 1, maxLength: 2 });
    const part: fc.Arbitrary<Access> = fc.oneof(
      fc.tuple(some, fc.array(pattern, { maxLength: 1 })).map(([inside, except]) => actions(inside, except)),
      some.map((patterns) => granted(...patterns)),
      fc.tuple(fc.boolean(), some).map(([negated, patterns]) => matching(negated, ...patterns)),
    );
    const parts = fc.array(part, { minLength: 1, maxLength: 3 }).map((others) => [whole, ...others]);
    let left = 0;
    fc.assert(
      fc.property(parts, fc.constantFrom(role, "arn:aws:iam::123456789012:root"), (all, principal) => {
        const pruned = resourcesAsked(all, principal);
        if (pruned[0] !== whole) left += 1;
        return prunesRightly(all, pruned, principal);
      }),
      { seed: 1, numRuns: 500 },
    );
    assert(left > 50);
  });
});
