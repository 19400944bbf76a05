import { expect } from "chai";
import type { Access } from "../../../../policies/prove/question/access.js";
import { uncoveredIn } from "../../../../policies/prove/question/uncoveredIn.js";
import { loadServiceReference } from "../../../../policies/reference/loadServiceReference.js";
import { allowedBy, forActions, inAll, inAny, withoutAccess } from "../../../../properties/allowedBy.js";
import { allowing } from "../../../../properties/allowing.js";

const s3 = allowedBy(allowing(["s3:*"], ["*"]));
const both = allowedBy(allowing(["s3:*", "sqs:*"], ["*"]));
const all = allowedBy(allowing(["*"], ["*"]));

const rows: readonly (readonly [string, Access, string | undefined])[] = [
  ["what policies allow", s3, undefined],
  ["what they allow of more services", both, "sqs"],
  ["what they allow of all", all, "*"],
  ["a part of it that is asked about", inAll(both, forActions(["s3:Get*"])), undefined],
  ["actions of more services, of which they allow some", inAll(s3, forActions(["s3:*", "sqs:*"])), undefined],
  ["all that they allow, but what others do", inAll(s3, withoutAccess(all)), undefined],
  ["all that they do not allow", withoutAccess(s3), "*"],
  ["what either allows", inAny(s3, both), "sqs"],
  ["any action", inAll(), "*"],
  ["nothing", inAny(), undefined],
];

describe("a service that the reference lacks", () => {
  for (const [name, access, expected] of rows)
    it(`is ${expected ?? "not one"} of ${name}`, async () => {
      expect(uncoveredIn(access, await loadServiceReference(["s3"]))).to.equal(expected);
    });

  it("is not one where it has all", async () => {
    expect(uncoveredIn(withoutAccess(s3), await loadServiceReference())).to.equal(undefined);
  });
});
