import { expect } from "chai";
import { outline } from "../fixture.js";
import { allow, change, extractPlan, makePlan, trust, unchanged } from "../plans.js";

const policy = (name: string, more: object = {}) => ({ name, path: "/", policy: allow("s3:*"), ...more });

describe("policies that no principal of the plan holds", () => {
  it("are separate targets, after and before", () => {
    const extraction = extractPlan(makePlan([unchanged("aws_iam_policy.p", policy("p"))]));
    expect(outline(extraction)).to.deep.equal([
      { address: "aws_iam_policy.p", holds: ["aws_iam_policy.p"], before: ["aws_iam_policy.p"] },
    ]);
    expect(extraction.targets[0]!.principal).to.equal("arn:aws:iam::111122223333:role/example");
    expect(extraction.principals).to.deep.equal([]);
  });

  it("are of no account that the plan names, where their own is unknown", () => {
    const Resource = "arn:aws:iam::111122223333:role/app";
    const Statement = [{ Effect: "Allow", Action: "iam:PassRole", Resource }];
    const document = JSON.stringify({ Version: "2012-10-17", Statement });
    const { targets } = extractPlan(
      makePlan([unchanged("aws_iam_policy.p", policy("p", { policy: document }))]),
    );
    const [target] = targets;
    expect(target!.principal).to.equal("arn:aws:iam::444455556666:role/example");
    const { principals } = target!.surroundings!.now();
    expect(principals.get("aws_iam_policy.p")!.principal).to.equal(target!.principal);
  });

  it("have no before when they are new, and a hole when they are unknown", () => {
    const extraction = extractPlan(
      makePlan([change("aws_iam_policy.p", { after: { name: "p" }, unknown: { policy: true } })]),
    );
    const { before, holes } = extraction.targets[0]!;
    expect([before, holes.map(({ address }) => address)]).to.deep.equal([
      undefined,
      ["aws_iam_policy.p.policy"],
    ]);
  });

  it("count as one each of an unknown permission set", () => {
    const address = "aws_ssoadmin_permission_set_inline_policy.p";
    const unknown = { permission_set_arn: true };
    const extraction = extractPlan(
      makePlan([change(address, { after: { inline_policy: allow("s3:*") }, unknown })]),
    );
    expect(outline(extraction)).to.deep.equal([
      { address: `${address}.inline_policy`, holds: [`${address}.inline_policy`] },
    ]);
  });

  it("exclude those that only limit a principal, or grant no permissions", () => {
    const arn = "arn:aws:iam::123456789012:policy/b";
    const role = { name: "r", path: "/", assume_role_policy: trust, permissions_boundary: arn };
    const extraction = extractPlan(
      makePlan([
        change("aws_iam_policy.b", { after: policy("b", { arn }) }),
        change("aws_iam_role.r", { after: role }),
        change("aws_organizations_policy.scp", { after: { content: allow("s3:*") } }),
      ]),
    );
    expect(outline(extraction).map((target) => Object.values(target)[0])).to.deep.equal(["aws_iam_role.r"]);
  });
});
