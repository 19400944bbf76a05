import { expect } from "chai";
import fc from "fast-check";
import type { PlanJson } from "../../../harness/plan/resources/planJson.js";
import { redactPlan, redactState } from "../../../harness/redact/redactPlan.js";
import { trust } from "../plan/plans.js";
import { found } from "./found.js";
import { restored } from "./restored.js";

const head = (address: string) => {
  const [type = "", name = ""] = address.replace(/^data\./, "").split(".");
  return { address, mode: address.startsWith("data.") ? "data" : "managed", type, name };
};

/** The times at which a plan shows a resource. */
const times = ["before", "after", "prior", "planned", "drift before", "drift after"] as const;
type Time = (typeof times)[number];

interface Planted {
  readonly address: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly mask: unknown;
  readonly markedAt: Time;
  readonly others?: readonly (readonly [address: string, values: Readonly<Record<string, unknown>>])[];
}

/** A plan that shows a resource at all times, and marks it at one. */
function planOf({ address, values, mask, markedAt, others = [] }: Planted): PlanJson {
  const at = (time: Time) => (time === markedAt ? mask : {});
  const change = (before: Time, after: Time) => ({
    ...{ actions: ["update"], before: values, after: values, after_unknown: {} },
    ...{ before_sensitive: at(before), after_sensitive: at(after) },
  });
  const inTree = (time: Time) => ({
    root_module: { resources: [{ ...head(address), values, sensitive_values: at(time) }] },
  });
  const other = others.map(([place, after]) => ({
    ...head(place),
    change: { actions: ["create"], before: null, after, after_unknown: {}, after_sensitive: {} },
  }));
  return {
    format_version: "1.2",
    resource_changes: [{ ...head(address), change: change("before", "after") }, ...other],
    resource_drift: [{ ...head(address), change: change("drift before", "drift after") }],
    prior_state: { format_version: "1.0", values: inTree("prior") },
    planned_values: inTree("planned"),
  } as unknown as PlanJson;
}

const policyWith = (value: string, more: object = {}): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        ...{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" },
        Condition: { StringEquals: { "sts:ExternalId": value } },
        ...more,
      },
    ],
  });

/** A resource with a secret in it, and what is marked of that. */
const resource = (secret: string): fc.Arbitrary<Pick<Planted, "address" | "values" | "mask">> =>
  fc.constantFrom(
    {
      address: "aws_iam_role.r",
      values: {
        ...{ name: "r", assume_role_policy: trust, arn: "arn:aws:iam::111122223333:role/r" },
        ...{ tags: { team: "a", note: secret }, tags_all: { team: "a", note: secret } },
      },
      mask: { tags: { note: true } },
    },
    {
      address: "aws_iam_role.r",
      values: { assume_role_policy: trust, tags: { note: secret }, tags_all: { note: secret } },
      mask: { tags_all: { note: true } },
    },
    {
      address: "aws_iam_role.r",
      values: {
        ...{ name: secret, id: secret, arn: `arn:aws:iam::111122223333:role/${secret}` },
        assume_role_policy: trust,
      },
      mask: { name: true },
    },
    {
      address: "data.aws_iam_policy_document.d",
      values: {
        json: policyWith(secret),
        minified_json: policyWith(secret),
        statement: [
          { actions: ["s3:*"], condition: [{ test: "StringEquals", variable: "a:b", values: [secret] }] },
        ],
      },
      mask: { statement: [{ condition: [{ values: [true] }] }] },
    },
    {
      address: "data.aws_iam_policy_document.d",
      values: { json: policyWith("x"), statement: [{ sid: secret, actions: [secret] }] },
      mask: { json: true },
    },
    {
      address: "aws_batch_job_definition.j",
      values: { container_properties: JSON.stringify({ image: "a", jobRoleArn: secret }) },
      mask: { container_properties: true },
    },
    {
      address: "aws_iam_policy.p",
      values: { name: "p", policy: policyWith(secret) },
      mask: { policy: true },
    },
    { address: "aws_lambda_function.f", values: { role: secret, function_name: "f" }, mask: true },
  );

/** Resources that have the secret, too, and are not marked. */
const copies = (secret: string) =>
  fc.subarray([
    ["aws_iam_role_policy.copy", { name: "p", role: "r", policy: policyWith(secret) }],
    [
      "aws_iam_role_policy_attachment.copy",
      { role: secret, policy_arn: `arn:aws:iam::111122223333:policy/${secret}` },
    ],
    ["aws_batch_job_definition.copy", { container_properties: JSON.stringify({ jobRoleArn: secret }) }],
    ["aws_iam_role.copy", { name: "copy", assume_role_policy: trust, tags: { note: `x-${secret}` } }],
  ] as const);

describe("a value that is marked once", () => {
  const secrets = fc.constantFrom("canary-7", 'can"ary\\8', "k4n7");

  it("is hidden at all times, in all that repeats it, and what that changes is named", () => {
    const plans = secrets.chain((secret) =>
      fc.record({
        secret: fc.constant(secret),
        own: resource(secret),
        markedAt: fc.constantFrom(...times),
        others: fc.oneof(fc.constant([] as const), copies(secret)),
      }),
    );
    fc.assert(
      fc.property(plans, ({ secret, own, markedAt, others }) => {
        // only the whole document is known to be sensitive then
        const isWhole = /json|policy|container/.test(Object.keys(own.mask as object).join(" "));
        const plan = planOf({ ...own, markedAt, others: isWhole ? [] : others });
        const { json, losses } = redactPlan(plan);
        const text = JSON.stringify(json);
        for (const form of [secret, JSON.stringify(secret).slice(1, -1)]) expect(text).not.to.include(form);
        expect(redactPlan(json).json).to.deep.equal(json);
        const unmarked = redactPlan(
          planOf({ ...own, mask: {}, markedAt, others: isWhole ? [] : others }),
        ).json;
        expect(found(restored(json, { unmarked, plan, losses }), plan)).to.equal(found(plan));
      }),
      { seed: 20_261_126, numRuns: 300 },
    );
  });

  it("is hidden in a state, and in the modules of one", () => {
    const values = { name: "k4n7-role", assume_role_policy: trust };
    const copy = { role: "k4n7-role", policy_arn: "arn:aws:iam::aws:policy/ReadOnlyAccess" };
    const state = {
      format_version: "1.0",
      values: {
        root_module: {
          resources: [{ ...head("aws_iam_role_policy_attachment.a"), values: copy }],
          child_modules: [
            {
              address: "module.m",
              resources: [
                { ...head("aws_iam_role.r"), address: "module.m.aws_iam_role.r", values },
                {
                  ...{ ...head("aws_iam_role.r"), address: "module.m.aws_iam_role.r" },
                  ...{ deposed_key: "a", values, sensitive_values: { name: true } },
                },
              ],
            },
          ],
        },
      },
    };
    const { json, losses } = redactState(state);
    expect(JSON.stringify(json)).not.to.include("k4n7");
    expect(losses).to.include("aws_iam_role_policy_attachment.a.role");
  });

  it("is hidden under the address before a move", () => {
    const values = { name: "n", assume_role_policy: trust, tags: { note: "k4n7" } };
    const plan = {
      resource_changes: [
        {
          ...{ ...head("aws_iam_role.new"), previous_address: "aws_iam_role.old" },
          change: { before: values, after: values, after_sensitive: { tags: { note: true } } },
        },
      ],
      prior_state: { values: { root_module: { resources: [{ ...head("aws_iam_role.old"), values }] } } },
    };
    expect(JSON.stringify(redactPlan(plan as unknown as PlanJson))).not.to.include("k4n7");
  });
});

describe("a value that is marked and is common", () => {
  const marked = (own: string, other: string) =>
    planOf({
      ...{ address: "aws_db_instance.d", values: { username: own }, mask: { username: true } },
      ...{ markedAt: "after", others: [["aws_iam_role.r", { name: other, assume_role_policy: trust }]] },
    });

  for (const [own, other] of [
    ["root", "root-role"],
    ["5432", "role-54321"],
    ["eu-west-1", "role-eu-west-1"],
    ["abc", "abc"],
    ["123456789012", "role-123456789012"],
  ] as const)
    it(`does not hide \`${other}\` because of \`${own}\``, () => {
      const { json, losses } = redactPlan(marked(own, other));
      expect(json.resource_changes?.[1]?.change.after?.["name"]).to.match(/^(?:abc|r\w+(?:-|$))/);
      expect(losses).to.deep.equal([]);
    });

  it("hides it elsewhere where it is distinct", () => {
    const { json, losses } = redactPlan(marked("hunter2", "role-hunter2"));
    expect(json.resource_changes?.[1]?.change.after?.["name"]).to.equal("");
    expect(losses).to.deep.equal(["aws_iam_role.r.name"]);
  });

  it("is named where it is also in an address, which is kept", () => {
    const role = (key: string, sensitive: object) => ({
      ...{ ...head("aws_iam_role.r"), address: `aws_iam_role.r["${key}"]`, index: key },
      change: {
        after: { name: key, assume_role_policy: trust, tags: { note: key, [key]: "a" } },
        after_sensitive: sensitive,
      },
    });
    const namesOf = (key: string) =>
      redactPlan({
        resource_changes: [role("b", {}), role(key, { tags: { note: true } })],
      } as unknown as PlanJson).names;
    expect(namesOf("k4n7")).to.deep.equal([
      "/resource_changes/1/address",
      "/resource_changes/1/index",
      "/resource_changes/1/change/after/tags",
    ]);
    expect(namesOf("role")).to.deep.equal([]);
  });

  it("is not listed where it is an account", () => {
    const { json, accounts } = redactPlan(marked("123456789012", "role-123456789012-987654321098"));
    expect(JSON.stringify(json)).to.include("role-111122223333-444455556666");
    expect([...accounts.keys()]).to.deep.equal(["987654321098"]);
  });

  it("is found in time among 20,000 others", () => {
    const changes = [...Array(20_000).keys()].map((at) => ({
      ...head(`aws_iam_role.r${at}`),
      change: {
        actions: ["create"],
        before: null,
        after: { name: `r${at}`, assume_role_policy: trust, tags: { note: `secret-${at}` } },
        after_sensitive: { tags: { note: true } },
      },
    }));
    const start = process.cpuUsage();
    redactPlan({ resource_changes: changes } as unknown as PlanJson);
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1e6).to.be.lessThan(20);
  });
});
