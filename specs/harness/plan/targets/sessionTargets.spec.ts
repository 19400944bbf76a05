import { expect } from "chai";
import { selectInPlan } from "../../../../harness/plan/source/selectInPlan.js";
import { authorize } from "../../../../policies/evaluate/authorize.js";
import { compile } from "../../../../policies/evaluate/compile.js";
import type { PolicySet } from "../../../../policies/language/policySet.js";
import { printAddress } from "../../../../properties/targetAddress.js";
import { allow, change, extractPlan, makePlan, trust, unchanged, written } from "../plans.js";

const account = "123456789012";
const arnOf = (name: string) => `arn:aws:iam::${account}:role/${name}`;
const role = (name: string) =>
  unchanged(`aws_iam_role.${name}`, { name, arn: arnOf(name), path: "/", assume_role_policy: trust });
const power = (name: string) => unchanged(`aws_iam_role_policy.${name}`, { role: name, policy: allow("*") });
const roles = [role("r"), power("r"), role("q")];
const extractOf = (...changes: readonly object[]) => extractPlan(makePlan([...roles, ...changes]));
const sessionsOf = (extraction: ReturnType<typeof extractPlan>) =>
  extraction.targets.filter(({ address }) => !address.resource!.startsWith("aws_iam_role."));
const allows = (policies: PolicySet, action: string) =>
  authorize(compile(policies), {
    ...{ principal: arnOf("r"), action, resource: "*", resourceAccount: account, context: {} },
  }) === "allowed";

describe("sessions that a policy limits", () => {
  const rows: readonly (readonly [address: string, values: Readonly<Record<string, unknown>>])[] = [
    ["aws_transfer_user.s", { role: arnOf("r"), policy: allow("s3:*") }],
    ["aws_transfer_access.s", { role: arnOf("r"), policy: allow("s3:*") }],
    ["aws_eks_pod_identity_association.s", { role_arn: arnOf("r"), policy: allow("s3:*") }],
    ["aws_rolesanywhere_profile.s", { role_arns: [arnOf("r")], session_policy: allow("s3:*") }],
  ];
  for (const [address, values] of rows) {
    it(`are targets in addition to their role, such as ${address.slice(0, -2)}`, () => {
      const extraction = extractOf(change(address, { after: values }));
      const [session, ...others] = sessionsOf(extraction);
      expect([printAddress(session!.address), session!.principal, others]).to.deep.equal([
        `plan.json#${address}`,
        arnOf("r"),
        [],
      ]);
      const [whole] = extraction.targets;
      const may = (action: string) => [allows(whole!.policies, action), allows(session!.policies, action)];
      expect([may("s3:ListAllMyBuckets"), may("ec2:RunInstances")]).to.deep.equal([
        [true, true],
        [true, false],
      ]);
      expect([session!.trust?.source, extraction.notes]).to.deep.equal([
        "aws_iam_role.r.assume_role_policy",
        [],
      ]);
    });
  }

  it("are one for each role, each reached by its own address, all by that of the profile", () => {
    const profile = { role_arns: [arnOf("r"), arnOf("q")], session_policy: allow("s3:*") };
    const extraction = extractOf(change("aws_rolesanywhere_profile.s", { after: profile }));
    const names = ["r", "q"].map((name) => `plan.json#aws_rolesanywhere_profile.s as aws_iam_role.${name}`);
    expect(sessionsOf(extraction).map(({ address }) => printAddress(address))).to.deep.equal(names);
    const select = (selector: string) => {
      const found = selectInPlan({ kind: "plan", extraction }, "plan.json", [selector]);
      return found.ok
        ? found.value.extraction.targets.map(({ address }) => printAddress(address))
        : found.diagnostics;
    };
    expect(select("aws_rolesanywhere_profile.s")).to.deep.equal(names);
    expect(select("aws_rolesanywhere_profile.s as aws_iam_role.q")).to.deep.equal(names.slice(1));
  });

  it("are found by reference, and unknown where the policy is unknown: all or nothing of what the role may do", () => {
    const extraction = extractPlan(
      makePlan(
        [...roles, change("aws_transfer_user.s", { after: {}, unknown: { role: true, policy: true } })],
        {
          resources: [
            written("aws_transfer_user.s", {
              role: ["aws_iam_role.r.arn", "aws_iam_role.r"],
              policy: ["aws_s3_bucket.b.arn"],
            }),
          ],
        },
      ),
    );
    const [session] = sessionsOf(extraction);
    const readings = [session!.policies, session!.bounds!.lower];
    expect(readings.map((policies) => allows(policies, "ec2:RunInstances"))).to.deep.equal([true, false]);
    expect(session!.bounds!.unknown.map(({ address }) => address)).to.deep.equal([
      "aws_transfer_user.s.policy",
    ]);
  });

  it("have what they could do before", () => {
    const values = (action: string) => ({ role: arnOf("r"), policy: allow(action) });
    const widened = change("aws_transfer_user.s", {
      ...{ actions: ["update"], before: values("s3:*"), after: values("*") },
    });
    const [session] = sessionsOf(extractOf(widened));
    const moments = [session!.before!.policies, session!.policies];
    expect(moments.map((policies) => allows(policies, "ec2:RunInstances"))).to.deep.equal([false, true]);
    const [made] = sessionsOf(extractOf(change("aws_transfer_user.s", { after: values("s3:*") })));
    expect(made!.before).to.equal(undefined);
  });

  it("could do all that their role can where no policy limited them before, or none does any more", () => {
    const limited = { role: arnOf("r"), policy: allow("s3:*") };
    const free = { role: arnOf("r"), policy: null };
    const ec2In = (before: object | null, after: object) => {
      const actions = [before === null ? "create" : "update"];
      const user = change("aws_transfer_user.s", { actions, before, after } as object);
      return sessionsOf(extractOf(user)).map((session) =>
        [session.before?.policies, session.policies].map((held) => held && allows(held, "ec2:RunInstances")),
      );
    };
    expect(ec2In(free, limited)).to.deep.equal([[true, false]]);
    expect(ec2In(limited, free)).to.deep.equal([[false, true]]);
    expect(ec2In(free, free)).to.deep.equal([]);
    expect(ec2In(null, free)).to.deep.equal([]);
  });

  it("are reported by a note where a role is not in the plan, and none without a policy", () => {
    const profile = { role_arns: [arnOf("r"), arnOf("elsewhere")], session_policy: allow("s3:*") };
    const extraction = extractOf(change("aws_rolesanywhere_profile.s", { after: profile }));
    expect([sessionsOf(extraction), extraction.notes.map(({ code }) => code)]).to.deep.equal([
      [],
      ["layer-not-applied"],
    ]);
    const plain = extractOf(change("aws_transfer_user.s", { after: { role: arnOf("r"), policy: null } }));
    expect([sessionsOf(plain), plain.notes]).to.deep.equal([[], []]);
  });
});
