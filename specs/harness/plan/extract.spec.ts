import { expect } from "chai";
import { countPolicies } from "../../../harness/plan/countPolicies.js";
import { outline } from "./fixture.js";
import { allow, change, extractPlan, makePlan, trust, unchanged, written } from "./plans.js";

const role = (name: string, more: object = {}) => ({ name, path: "/", assume_role_policy: trust, ...more });
const own = (action: string) => ({ role: "r", name: "p", policy: allow(action) });
const resource = (address: string, values: object) => ({
  address,
  mode: "managed",
  type: address.split(".").at(-2)!,
  name: address.split(".").at(-1)!,
  values,
});

describe("extract", () => {
  it("takes what a replacement puts in place, and keeps what was there before", () => {
    const { targets } = extractPlan(
      makePlan([
        unchanged("aws_iam_role.r", role("r")),
        change("aws_iam_role_policy.p", {
          actions: ["delete", "create"],
          before: own("s3:Get"),
          after: own("s3:Put"),
        }),
      ]),
    );
    const actions = (set: (typeof targets)[0]["policies"]) =>
      set.identity.flatMap(({ document }) => document.statements[0]!.action.patterns);
    expect(actions(targets[0]!.policies)).to.deep.equal(["s3:Put"]);
    expect(actions(targets[0]!.before!.policies)).to.deep.equal(["s3:Get"]);
  });

  it("has no before for a principal that is created, and no target for one that is destroyed", () => {
    const extraction = extractPlan(
      makePlan([
        change("aws_iam_role.new", { after: role("new") }),
        change("aws_iam_role.old", { actions: ["delete"], before: role("old") }),
      ]),
    );
    expect(outline(extraction)).to.deep.equal([{ address: "aws_iam_role.new", holds: [] }]);
    expect(countPolicies(extraction)).to.deep.equal({ documents: 1, unknown: 0, providerDefault: 0 });
  });

  it("keeps what terraform forgets in force, also next to its replacement", () => {
    const extraction = extractPlan(
      makePlan([
        unchanged("aws_iam_role.r", role("r")),
        change("aws_iam_role_policy.p", { actions: ["forget"], before: own("s3:Get") }),
        change("aws_iam_role_policy.q", {
          actions: ["create", "forget"],
          before: own("s3:Put"),
          after: own("s3:List"),
        }),
      ]),
    );
    expect(outline(extraction)).to.deep.equal([
      {
        address: "aws_iam_role.r",
        holds: ["aws_iam_role_policy.q", "aws_iam_role_policy.p", "aws_iam_role_policy.q (forgotten)"],
        before: ["aws_iam_role_policy.p", "aws_iam_role_policy.q"],
      },
    ]);
    expect(extraction.notes.map(({ code }) => code)).to.deep.equal(["forgotten-resource"]);
  });

  it("distinguishes a deposed object from the current one of the same address", () => {
    const extraction = extractPlan(
      makePlan([
        unchanged("aws_iam_role.r", role("r")),
        unchanged("aws_iam_role_policy.p", own("s3:Get")),
        change("aws_iam_role_policy.p", { actions: ["delete"], before: own("s3:Put"), deposed: "byebye00" }),
      ]),
    );
    expect(outline(extraction)).to.deep.equal([
      {
        address: "aws_iam_role.r",
        holds: ["aws_iam_role_policy.p"],
        before: ["aws_iam_role_policy.p", "aws_iam_role_policy.p (deposed byebye00)"],
      },
    ]);
  });

  it("reads planned values, modules in modules, where changes are missing", () => {
    const extraction = extractPlan({
      planned_values: {
        root_module: {
          resources: [resource("aws_iam_role.r", role("r"))],
          child_modules: [
            {
              child_modules: [
                {
                  child_modules: [
                    {
                      resources: [
                        resource("module.a.module.b.module.c.aws_iam_role_policy.p", own("s3:Get")),
                      ],
                    },
                  ],
                },
              ],
            },
          ],
        },
      },
    });
    expect(outline(extraction)).to.deep.equal([
      { address: "aws_iam_role.r", holds: ["module.a.module.b.module.c.aws_iam_role_policy.p"] },
    ]);
  });

  it("takes what is written but missing in planned values, or required, for unknown", () => {
    const planned_values = {
      root_module: {
        resources: [resource("aws_iam_role_policy.p", { role: "r" }), resource("aws_sqs_queue.q", {})],
      },
    };
    const configuration = {
      root_module: { resources: [written("aws_sqs_queue.q", { policy: ["aws_x.a.arn"] })] },
    };
    const unknown = extractPlan({ planned_values, configuration }).policies.map(
      ({ address, unknown: pointers, refersTo }) => [address, pointers, refersTo],
    );
    expect(unknown).to.deep.equal([
      ["aws_iam_role_policy.p", [""], []],
      ["aws_sqs_queue.q", [""], ["aws_x.a.arn"]],
    ]);
  });

  it("reads the prior state for what a plan with -target or -refresh-only does not mention", () => {
    const prior_state = {
      values: {
        root_module: {
          resources: [
            resource("aws_iam_role.r", role("r")),
            resource("aws_iam_role_policy.p", own("s3:Get")),
          ],
        },
      },
    };
    const all = [
      { address: "aws_iam_role.r", holds: ["aws_iam_role_policy.p"], before: ["aws_iam_role_policy.p"] },
    ];
    const refreshed = { format_version: "1.2", planned_values: { root_module: {} }, prior_state };
    expect(outline(extractPlan(refreshed))).to.deep.equal(all);
    const targeted = extractPlan(
      makePlan([unchanged("aws_iam_role.r", role("r"))], undefined, { prior_state, complete: false }),
    );
    expect(outline(targeted)).to.deep.equal(all);
    expect(targeted.notes.map(({ message }) => message)).to.deep.equal([
      "not every policy is in this plan: it was made with -target, or parts of it are deferred",
    ]);
  });

  it("knows what moved for what it was, also in the prior state", () => {
    const prior_state = { values: { root_module: { resources: [resource("aws_iam_role.old", role("r"))] } } };
    const moved = { ...unchanged("aws_iam_role.r", role("r")), previous_address: "aws_iam_role.old" };
    expect(outline(extractPlan(makePlan([moved], undefined, { prior_state })))).to.deep.equal([
      { address: "aws_iam_role.r", holds: [], before: [] },
    ]);
  });

  it("reads resources of terraform 0.12, whose provider is just `aws`", () => {
    const changes = [change("aws_iam_role.r", { after: role("r"), provider: "aws.primary" })];
    expect(outline(extractPlan(makePlan(changes, undefined, { format_version: "0.1" })))).to.have.lengthOf(1);
  });

  it("takes null and the empty string for no policy", () => {
    const changes = [
      change("aws_s3_bucket.a", { after: { policy: "" } }),
      change("aws_s3_bucket.b", { after: { policy: null } }),
    ];
    expect(extractPlan(makePlan(changes)).policies).to.deep.equal([]);
  });

  it("lists a policy that is refused, and leaves a hole on its holder", () => {
    const extraction = extractPlan(
      makePlan([
        change("aws_iam_role.r", { after: role("r") }),
        change("aws_iam_role_policy.text", { after: { role: "r", policy: "not JSON" } }),
        change("aws_iam_role_policy.effect", {
          after: { role: "r", policy: '{"Statement":{"Effect":"Maybe","Action":"*","Resource":"*"}}' },
        }),
        change("aws_iam_role_policy.deep", { after: { role: "r", policy: "[".repeat(100_000) } }),
        change("aws_iam_role_policy.number", { after: { role: "r", policy: 7 } }),
      ]),
    );
    const refused = extraction.policies.slice(1);
    expect(refused.map(({ policy }) => policy)).to.deep.equal([null, null, null, null]);
    expect(refused.map(({ diagnostics }) => diagnostics.length > 0)).to.deep.equal([true, true, true, true]);
    expect(refused.map(({ document }) => document !== null)).to.deep.equal([false, true, false, false]);
    expect(extraction.targets[0]!.holes.map(({ reason }) => /refused/.test(reason))).to.deep.equal([
      true,
      true,
      true,
      true,
    ]);
  });

  it("takes organization policies of the IAM language only, and says that they are not applied", () => {
    const organization = (type: string | undefined, content: string) => ({ ...(type && { type }), content });
    const deny = JSON.stringify({ Statement: [{ Effect: "Deny", Action: "s3:*", Resource: "*" }] });
    const extraction = extractPlan(
      makePlan([
        change("aws_organizations_policy.default", { after: organization(undefined, deny) }),
        change("aws_organizations_policy.scp", { after: organization("SERVICE_CONTROL_POLICY", deny) }),
        change("aws_organizations_policy.rcp", {
          after: organization(
            "RESOURCE_CONTROL_POLICY",
            deny.replace('"Action"', '"Principal":"*","Action"'),
          ),
        }),
        change("aws_organizations_policy.tags", { after: organization("TAG_POLICY", '{"tags":{}}') }),
        change("aws_organizations_policy.proto", { after: organization("constructor", "{}") }),
        change("aws_transfer_user.t", { after: { policy: allow("s3:Get") } }),
      ]),
    );
    expect(extraction.policies.map(({ address, kind }) => `${address} ${kind}`)).to.deep.equal([
      "aws_organizations_policy.default scp",
      "aws_organizations_policy.scp scp",
      "aws_organizations_policy.rcp rcp",
      "aws_transfer_user.t session",
    ]);
    expect(extraction.notes.map(({ message }) => message.split(" in this plan")[0])).to.deep.equal([
      "the organization policies",
      "the session policies",
    ]);
  });

  it("leaves look-alikes alone", () => {
    const changes = [
      "aws_ecr_lifecycle_policy.a",
      "aws_sns_topic_data_protection_policy.a",
      "aws_opensearchserverless_access_policy.a",
    ].map((address) => change(address, { after: { policy: "{}" } }));
    expect(extractPlan(makePlan(changes)).policies).to.deep.equal([]);
  });

  it("names the account by caller, else by its own ARNs, and by no one where they disagree", () => {
    const caller = (id: string) =>
      change(`data.aws_caller_identity.a${id}`, {
        actions: ["read"],
        after: { account_id: id, arn: `arn:aws-cn:iam::${id}:user/x` },
      });
    const principal = (...more: object[]) =>
      extractPlan(makePlan([change("aws_iam_role.r", { after: role("r") }), ...more])).principals[0]!.arn;
    const [one, two] = ["111111111111", "222222222222"];
    expect(principal()).to.equal(null);
    expect(principal(caller(one!))).to.equal("arn:aws-cn:iam::111111111111:role/r");
    expect(
      principal(unchanged("aws_iam_group.g", { name: "g", arn: `arn:aws:iam::${two}:group/g` })),
    ).to.equal(`arn:aws:iam::${two}:role/r`);
    expect(principal(caller(one!), caller(two!))).to.equal(null);
  });

  it("takes __proto__ for a name like any other", () => {
    const text = JSON.stringify(
      makePlan([change("aws_iam_role.r", { after: role("r") })], { resources: [], module_calls: {} }),
    );
    const hostile = text
      .replace('"change":{', '"__proto__":{"polluted":1},"change":{"__proto__":{"after":null},')
      .replace('"module_calls":{}', '"module_calls":{"__proto__":{"module":{}}}')
      .replace('"name":"r","path"', '"__proto__":{"policy":"x"},"name":"r","path"');
    const extraction = extractPlan(JSON.parse(hostile) as object);
    expect(outline(extraction)).to.deep.equal([{ address: "aws_iam_role.r", holds: [] }]);
    expect(({} as Record<string, unknown>)["polluted"]).to.equal(undefined);
  });
});
