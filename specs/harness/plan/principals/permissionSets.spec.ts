import { expect } from "chai";
import { extract } from "../../../../harness/plan/extract.js";
import { addressIn } from "../../../../harness/plan/source/addressIn.js";
import { narrowToAddress } from "../../../../harness/plan/source/narrowToAddress.js";
import { printAddress } from "../../../../properties/targetAddress.js";
import { inputOf, outline } from "../fixture.js";
import { allow, change, extractPlan, makePlan, unchanged, written } from "../plans.js";

const arn = "arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-1234567890abcdef";
const set = (more: object = {}) => ({ name: "Admin", arn, ...more });
const inSet = (more: object) => ({ permission_set_arn: arn, ...more });
const policy = (name: string, more: object = {}) => ({ name, path: "/", policy: allow("s3:Get"), ...more });
const assigned = (account: string) => inSet({ target_id: account, target_type: "AWS_ACCOUNT" });

describe("permission sets", () => {
  it("hold what is put into them and attached to them, with a boundary of either kind", () => {
    const extraction = extractPlan(
      makePlan([
        unchanged("aws_ssoadmin_permission_set.s", set()),
        unchanged("aws_iam_policy.own", policy("own", { path: "/ops/" })),
        unchanged("aws_iam_policy.limit", policy("limit")),
        unchanged("aws_ssoadmin_permission_set_inline_policy.i", inSet({ inline_policy: allow("s3:List") })),
        unchanged(
          "aws_ssoadmin_managed_policy_attachment.m",
          inSet({ managed_policy_arn: "arn:aws:iam::aws:policy/AWSBatchFullAccess" }),
        ),
        unchanged(
          "aws_ssoadmin_customer_managed_policy_attachment.c",
          inSet({ customer_managed_policy_reference: [{ name: "own", path: "/ops/" }] }),
        ),
        unchanged(
          "aws_ssoadmin_permissions_boundary_attachment.b",
          inSet({ permissions_boundary: [{ customer_managed_policy_reference: [{ name: "limit" }] }] }),
        ),
      ]),
    );
    const holds = [
      "aws_ssoadmin_permission_set_inline_policy.i.inline_policy",
      "managed:AWSBatchFullAccess@v7",
      "aws_iam_policy.own",
    ];
    expect(outline(extraction)).to.deep.equal([
      { address: "aws_ssoadmin_permission_set.s", holds, boundary: "aws_iam_policy.limit", before: holds },
    ]);
    expect(extraction.principals).to.deep.equal([
      {
        address: "aws_ssoadmin_permission_set.s",
        arn: null,
        policies: [...holds, "aws_iam_policy.limit"],
        boundary: ["aws_iam_policy.limit"],
      },
    ]);
    expect(
      extraction.policies.map(({ address, kind, attachedTo }) => [address, kind, attachedTo]),
    ).to.deep.equal(
      [
        ["aws_iam_policy.own", "identity"],
        ["aws_iam_policy.limit", "boundary"],
        ["aws_ssoadmin_permission_set_inline_policy.i", "identity"],
      ].map((row) => [...row, ["aws_ssoadmin_permission_set.s"]]),
    );
  });

  it("take a managed policy for their boundary, and many policies from the exclusive attachments", () => {
    const managed = "arn:aws:iam::aws:policy/AWSBatchFullAccess";
    const extraction = extractPlan(
      makePlan([
        change("aws_ssoadmin_permission_set.s", { after: set() }),
        ...["a", "b"].map((name) => change(`aws_iam_policy.${name}`, { after: policy(name) })),
        change("aws_ssoadmin_managed_policy_attachments_exclusive.m", {
          after: inSet({ managed_policy_arns: [managed] }),
        }),
        change("aws_ssoadmin_customer_managed_policy_attachments_exclusive.c", {
          after: inSet({ customer_managed_policy_reference: [{ name: "a", path: "/" }, { name: "b" }] }),
        }),
        change("aws_ssoadmin_permissions_boundary_attachment.b", {
          after: inSet({ permissions_boundary: [{ managed_policy_arn: managed }] }),
        }),
      ]),
    );
    expect(outline(extraction)).to.deep.equal([
      {
        address: "aws_ssoadmin_permission_set.s",
        holds: ["managed:AWSBatchFullAccess@v7", "aws_iam_policy.a", "aws_iam_policy.b"],
        boundary: "managed:AWSBatchFullAccess@v7",
      },
    ]);
  });

  it("are found by reference while their ARN is unknown, and so are policies without a known name", () => {
    const reference = { name: { references: ["aws_iam_policy.p.name", "aws_iam_policy.p"] } };
    const blocks = { expressions: { customer_managed_policy_reference: [reference] } };
    const byArn = {
      permission_set_arn: ["aws_ssoadmin_permission_set.s.arn", "aws_ssoadmin_permission_set.s"],
    };
    const attachment = written("aws_ssoadmin_customer_managed_policy_attachment.c", byArn);
    const { expressions } = attachment as typeof blocks;
    const extraction = extractPlan(
      makePlan(
        [
          change("aws_ssoadmin_permission_set.s", { after: { name: "S" }, unknown: { arn: true } }),
          change("aws_iam_policy.p", { after: { policy: allow("s3:Get") }, unknown: { name: true } }),
          change("aws_ssoadmin_customer_managed_policy_attachment.c", {
            after: { customer_managed_policy_reference: [{ path: "/" }] },
            unknown: { permission_set_arn: true, customer_managed_policy_reference: [{ name: true }] },
          }),
        ],
        {
          resources: [
            written("aws_ssoadmin_permission_set.s", { name: {} }),
            written("aws_iam_policy.p", { policy: {} }),
            { ...attachment, expressions: { ...expressions, ...blocks.expressions } },
          ],
        },
      ),
    );
    expect(outline(extraction)).to.deep.equal([
      { address: "aws_ssoadmin_permission_set.s", holds: ["aws_iam_policy.p"] },
    ]);
  });

  const open: readonly (readonly [title: string, reference: object, unknown: unknown, told: string])[] = [
    ["one that is not in the plan", [{ name: "absent", path: "/x/" }], {}, "`/x/absent` of each account"],
    ["one of another path", [{ name: "p", path: "/x/" }], {}, "`/x/p` of each account"],
    ["one of two that differ", [{ name: "twice" }], {}, "aws_iam_policy.t1, aws_iam_policy.t2"],
    ["an unknown one", [{ path: "/" }], [{ name: true }], "known only after apply"],
    ["some unknown number of them", [], true, "known only after apply"],
  ];
  for (const [title, reference, unknown, told] of open) {
    it(`have a hole for ${title}`, () => {
      const extraction = extractPlan(
        makePlan([
          change("aws_ssoadmin_permission_set.s", { after: set() }),
          change("aws_iam_policy.p", { after: policy("p") }),
          change("aws_iam_policy.t1", { after: policy("twice") }),
          change("aws_iam_policy.t2", { after: policy("twice", { policy: allow("s3:Put") }) }),
          change("aws_ssoadmin_customer_managed_policy_attachment.c", {
            after: inSet({ customer_managed_policy_reference: reference }),
            unknown: { customer_managed_policy_reference: unknown },
          }),
        ]),
      );
      const [target] = extraction.targets;
      expect(target!.policies.identity).to.deep.equal([]);
      expect(target!.holes).to.have.length(1);
      expect(target!.holes[0]!.address).to.match(
        /^aws_ssoadmin_customer_managed_policy_attachment\.c\.customer_managed_policy_reference/,
      );
      expect(target!.holes[0]!.reason).to.include(told);
    });
  }

  it("use one document for a policy that is the same in each account", () => {
    const extraction = extractPlan(
      makePlan([
        change("aws_ssoadmin_permission_set.s", { after: set() }),
        ...["a", "b"].map((name) => change(`aws_iam_policy.${name}`, { after: policy("twin") })),
        change("aws_ssoadmin_customer_managed_policy_attachment.c", {
          after: inSet({ customer_managed_policy_reference: [{ name: "twin" }] }),
        }),
      ]),
    );
    expect(outline(extraction)[0]).to.deep.equal({
      address: "aws_ssoadmin_permission_set.s",
      holds: ["aws_iam_policy.a"],
    });
  });

  it("show nothing that is sensitive", () => {
    const canary = "canary-not-a-secret";
    const sensitive = true;
    const extraction = extractPlan(
      makePlan([
        change("aws_ssoadmin_permission_set.s", { after: { name: canary, arn: canary }, sensitive }),
        change("aws_ssoadmin_permission_set_inline_policy.i", {
          after: { permission_set_arn: canary, inline_policy: canary },
          sensitive,
        }),
        change("aws_ssoadmin_account_assignment.a", {
          after: { permission_set_arn: canary, target_id: canary },
          sensitive,
        }),
        change("aws_ssoadmin_customer_managed_policy_attachment.c", {
          after: inSet({ customer_managed_policy_reference: [{ name: canary, path: canary }] }),
          sensitive: { customer_managed_policy_reference: [{ name: true, path: true }] },
        }),
      ]),
    );
    expect(extraction.targets).to.have.length.above(0);
    expect(JSON.stringify(extraction)).not.to.include("canary");
  });

  const role = (account: string, region = "") =>
    `arn:aws:iam::${account}:role/aws-reserved/sso.amazonaws.com/${region}AWSReservedSSO_Admin_1234567890abcdef`;
  const assign = (...accounts: readonly string[]) =>
    accounts.map((account) =>
      change(`aws_ssoadmin_account_assignment.a${account}`, { after: assigned(account) }),
    );
  const principals = (changes: readonly object[], rest: object = {}) => {
    const input = inputOf(new TextEncoder().encode(JSON.stringify(makePlan(changes, undefined, rest))));
    if (input.kind === "policy") throw new Error("the plan reads as a policy");
    const { targets } = extract(input, "p", { account: "444455556666" });
    return targets.map(({ address, principal }) => [printAddress(address), principal]);
  };
  const bare = change("aws_ssoadmin_permission_set.s", { after: set() });
  const address = "p#aws_ssoadmin_permission_set.s";

  it("are a role in each account that they are assigned in, else in the account of the plan", () => {
    expect(principals([bare])).to.deep.equal([[address, role("444455556666")]]);
    const two = [...assign("111111111111", "222222222222"), ...assign("111111111111")];
    expect(principals([bare, ...two])).to.deep.equal([
      [`${address}@111111111111`, role("111111111111")],
      [`${address}@222222222222`, role("222222222222")],
    ]);
    const unknown = change("aws_ssoadmin_account_assignment.u", {
      after: inSet({}),
      unknown: { target_id: true },
    });
    expect(principals([bare, ...assign("111111111111"), unknown])).to.deep.equal([
      [`${address}@111111111111`, role("111111111111")],
      [address, role("444455556666")],
    ]);
  });

  it("are a role with the region in its path, but for us-east-1", () => {
    const at = (region: string) => change("aws_ssoadmin_permission_set.s", { after: set({ region }) });
    expect(principals([at("eu-west-2")])).to.deep.equal([[address, role("444455556666", "eu-west-2/")]]);
    expect(principals([at("us-east-1")])).to.deep.equal([[address, role("444455556666")]]);
  });

  it("have no past in an account that is new to them", () => {
    const [old, fresh] = extractPlan(
      makePlan([
        unchanged("aws_ssoadmin_permission_set.s", set()),
        unchanged("aws_ssoadmin_permission_set_inline_policy.i", inSet({ inline_policy: allow("s3:List") })),
        unchanged("aws_ssoadmin_account_assignment.a", assigned("111111111111")),
        ...assign("222222222222"),
      ]),
    ).targets;
    expect(old!.before!.policies.identity).to.have.length(1);
    expect(fresh!.before).to.equal(undefined);
  });

  it("are gone from an account that they leave, though not from the others", () => {
    const left = assigned("333333333333");
    const { targets, earlier } = extractPlan(
      makePlan([
        unchanged("aws_ssoadmin_permission_set.s", set()),
        unchanged("aws_ssoadmin_permission_set_inline_policy.i", inSet({ inline_policy: allow("s3:List") })),
        unchanged("aws_ssoadmin_account_assignment.a", assigned("111111111111")),
        change("aws_ssoadmin_account_assignment.b", { actions: ["delete"], before: left }),
      ]),
    );
    const one = "plan.json#aws_ssoadmin_permission_set.s";
    expect(targets.map(({ address }) => printAddress(address))).to.deep.equal([`${one}@111111111111`]);
    expect(
      earlier!.gone.map((target) => [printAddress(target.address), target.before!.policies.identity.length]),
    ).to.deep.equal([[`${one}@333333333333`, 1]]);
  });

  it("are narrowed to with all their accounts, or to one", () => {
    const extraction = extractPlan(makePlan([bare, ...assign("111111111111", "222222222222")]));
    const narrowed = (text: string) => {
      const result = narrowToAddress(extraction, addressIn("plan.json", text));
      return result.ok
        ? result.value.targets.map(({ address }) => printAddress(address))
        : result.diagnostics[0]!.code;
    };
    const one = "aws_ssoadmin_permission_set.s";
    expect(narrowed(one)).to.deep.equal([`plan.json#${one}@111111111111`, `plan.json#${one}@222222222222`]);
    expect(narrowed(`${one}@222222222222`)).to.deep.equal([`plan.json#${one}@222222222222`]);
    expect(narrowed(`${one}@333333333333`)).to.equal("unknown-address");
  });

  it("outside the plan get what the plan gives them, and the rest is unknown", () => {
    const extraction = extractPlan(
      makePlan([
        change("aws_ssoadmin_permission_set_inline_policy.i", {
          after: inSet({ inline_policy: allow("s3:List") }),
        }),
      ]),
    );
    const outside = `aws_ssoadmin_permission_set (arn ${JSON.stringify(arn)}, not in this plan)`;
    expect(outline(extraction)).to.deep.equal([
      {
        address: outside,
        holds: ["aws_ssoadmin_permission_set_inline_policy.i.inline_policy"],
        holes: [outside],
      },
    ]);
  });
});
