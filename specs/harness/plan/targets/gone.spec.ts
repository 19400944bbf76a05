import { expect } from "chai";
import type { Extraction } from "../../../../harness/plan/extraction.js";
import { selectInPlan } from "../../../../harness/plan/source/selectInPlan.js";
import type { Target } from "../../../../properties/target.js";
import { printAddress, withoutSource } from "../../../../properties/targetAddress.js";
import { allow, change, extractPlan, makePlan, trust, unchanged } from "../plans.js";

type Values = Readonly<Record<string, unknown>>;

const role = (name: string): Values => ({ name, path: "/", assume_role_policy: trust });
const inline = (of: string): Values => ({ role: of, name: "p", policy: allow("s3:*") });
const destroy = (address: string, before: Values, more: object = {}) =>
  change(address, { actions: ["delete"], before, ...more });
const forget = (address: string, before: Values) => change(address, { actions: ["forget"], before });
const movedFrom = (previous_address: string, made: object) => ({ ...made, previous_address });
const extractOf = (...changes: readonly object[]) => extractPlan(makePlan(changes));
function held({ targets, earlier }: Extraction) {
  const nameOf = ({ address }: Target) => printAddress(withoutSource(address));
  return {
    stays: targets.map((target) => [
      nameOf(target),
      target.policies.identity.length,
      target.before?.policies.identity.length,
    ]),
    gone: earlier?.gone.map((target) => [
      nameOf(target),
      target.policies.identity.length,
      target.before?.policies.identity.length,
    ]),
  };
}

describe("principals that a change takes away", () => {
  it("are listed with what they held", () => {
    const extraction = extractOf(
      destroy("aws_iam_role.r", role("r")),
      destroy("aws_iam_role_policy.p", inline("r")),
    );
    expect(held(extraction)).to.deep.equal({ stays: [], gone: [["aws_iam_role.r", 0, 1]] });
    expect(extraction.earlier!.gone[0]!.principal).to.equal("arn:aws:iam::111122223333:role/r");
  });

  it("exclude those that terraform forgets, for they stay in AWS", () => {
    const extraction = extractOf(
      forget("aws_iam_role.r", role("r")),
      forget("aws_iam_role_policy.p", inline("r")),
    );
    expect(held(extraction)).to.deep.equal({ stays: [["aws_iam_role.r", 1, 1]], gone: [] });
  });

  it("exclude those that are moved or replaced", () => {
    for (const [address, made] of [
      ["aws_iam_role.new", movedFrom("aws_iam_role.old", unchanged("aws_iam_role.new", role("r")))],
      [
        "aws_iam_role.r",
        change("aws_iam_role.r", { actions: ["delete", "create"], before: role("r"), after: role("r") }),
      ],
    ] as const) {
      const extraction = extractOf(made, unchanged("aws_iam_role_policy.p", inline("r")));
      expect(held(extraction)).to.deep.equal({ stays: [[address, 1, 1]], gone: [] });
    }
  });

  it("keep a forgotten one next to its replacement, each with what it held before", () => {
    const extraction = extractOf(
      change("aws_iam_role.r", { actions: ["create", "forget"], before: role("r"), after: role("new") }),
      change("aws_iam_role_policy.p", {
        actions: ["create", "forget"],
        before: inline("r"),
        after: inline("new"),
      }),
    );
    expect(held(extraction)).to.deep.equal({
      stays: [
        ["aws_iam_role.r", 1, 1],
        ["aws_iam_role.r (forgotten)", 1, 1],
      ],
      gone: [],
    });
  });

  it("are deposed objects too", () => {
    const extraction = extractOf(
      unchanged("aws_iam_role.r", role("r")),
      destroy("aws_iam_role.r", role("r-old"), { deposed: "abc" }),
      destroy("aws_iam_role_policy.p", inline("r-old")),
    );
    expect(held(extraction).gone).to.deep.equal([["aws_iam_role.r (deposed abc)", 0, 1]]);
  });

  it("may be outside the plan, with only some of their policies", () => {
    const extraction = extractOf(destroy("aws_iam_role_policy.p", inline("elsewhere")));
    const outside = 'aws_iam_role (name "elsewhere", not in this plan)';
    expect(held(extraction)).to.deep.equal({ stays: [], gone: [[outside, 0, 1]] });
    const [target] = extraction.earlier!.gone;
    expect([target!.holes, target!.before!.holes].map((holes) => holes.length)).to.deep.equal([1, 1]);
  });

  it("may be policies that were unattached", () => {
    const policy = { name: "p", path: "/", policy: allow("s3:*") };
    expect(held(extractOf(destroy("aws_iam_policy.p", policy))).gone).to.deep.equal([
      ["aws_iam_policy.p", 0, 1],
    ]);
    const attachment = { role: "r", policy_arn: "arn:aws:iam::123456789012:policy/p" };
    const whose = extractOf(
      unchanged("aws_iam_role.r", role("r")),
      destroy("aws_iam_policy.p", { ...policy, arn: attachment.policy_arn }),
      destroy("aws_iam_role_policy_attachment.a", attachment),
    );
    expect(held(whose)).to.deep.equal({ stays: [["aws_iam_role.r", 0, 1]], gone: [] });
  });

  it("are not known of a state", () => {
    const state = { format_version: "1.0", terraform_version: "1.9.0", values: { root_module: {} } };
    expect(extractPlan(state).earlier).to.equal(undefined);
  });

  it("are found by their address, and a policy with what it said", () => {
    const select = (extraction: Extraction, ...selectors: readonly string[]) => {
      const found = selectInPlan({ kind: "plan", extraction }, "plan.json", selectors);
      if (!found.ok) throw new Error(found.diagnostics[0]!.message);
      return found.value.extraction;
    };
    const extraction = extractOf(
      unchanged("aws_iam_role.kept", role("kept")),
      unchanged("aws_iam_role_policy.q", inline("kept")),
      destroy("aws_iam_role.r", role("r")),
      destroy("aws_iam_role_policy.p", inline("r")),
    );
    expect(held(select(extraction, "aws_iam_role.r"))).to.deep.equal({
      stays: [],
      gone: [["aws_iam_role.r", 0, 1]],
    });
    expect(held(select(extraction, "aws_iam_role.kept"))).to.deep.equal({
      stays: [["aws_iam_role.kept", 1, 1]],
      gone: [],
    });
    expect(held(select(extraction, "aws_iam_role_policy.q"))).to.deep.equal({
      stays: [["aws_iam_role_policy.q", 1, 1]],
      gone: [],
    });
    const [statement] = select(extraction, "aws_iam_role_policy.q", "statement=1").targets;
    expect(statement!.before!.policies.identity[0]!.document).to.deep.equal(
      statement!.policies.identity[0]!.document,
    );
  });
});
