import { expect } from "chai";
import { takeSnapshot } from "../../../../harness/plan/policies/snapshot.js";
import { indexConfiguration } from "../../../../harness/plan/resources/configurationIndex.js";
import type { ConfigurationResource } from "../../../../harness/plan/resources/planJson.js";
import { readResources } from "../../../../harness/plan/resources/readResources.js";
import { regionOf } from "../../../../harness/plan/resources/regionOf.js";
import { change, extractPlan, makePlan, trust, written } from "../plans.js";

const [one, two] = ["111111111111", "222222222222"] as const;
const deployer = (account: string) => `arn:aws-cn:iam::${account}:role/deploy`;
const role = (name: string) =>
  change(`aws_iam_role.${name}`, { after: { name, path: "/", assume_role_policy: trust } });
const caller = (name: string, account: string) =>
  change(`data.aws_caller_identity.${name}`, {
    actions: ["read"],
    after: { account_id: account, arn: `arn:aws:sts::${account}:x` },
  });
const region = (name: string, value: string) =>
  change(`data.aws_region.${name}`, { actions: ["read"], after: { name: value } });

/** The expressions of a provider, and the address of the module that it is written in, if any. */
type Written = Readonly<Record<string, unknown>>;

/** A plan in which what is called `b…` belongs to the provider `aws.b`, and everything else to `aws`. */
function planWith(providers: Readonly<Record<string, Written>>, changes: readonly object[]) {
  const addresses = (changes as readonly { readonly address: string }[]).map(({ address }) => address);
  const resources = addresses.map((address) => ({
    ...written(address, {}),
    provider_config_key: /\.b\w*$/.test(address) ? "aws.b" : "aws",
  }));
  const configurations = Object.entries(providers).map(([key, { module, ...expressions }]) => [
    key,
    { name: "aws", expressions, ...(module !== undefined && { module_address: module }) },
  ]);
  return {
    ...makePlan(changes),
    variables: {
      region: { value: "eu-west-1" },
      role: { value: deployer(two) },
      other: { value: 1 },
      ids: { value: [two] },
    },
    configuration: {
      provider_config: Object.fromEntries(configurations) as object,
      root_module: {
        resources: resources as readonly object[] as ConfigurationResource[],
        // the value of a variable that is not declared is not looked at
        variables: { region: {}, role: {}, other: {}, ids: {} },
      },
    },
  };
}
const arnsOf = (providers: Readonly<Record<string, Written>>, ...changes: readonly object[]) =>
  extractPlan(planWith(providers, [role("a"), role("b"), ...changes])).principals.map(({ arn }) => arn);
const constant = (value: unknown) => ({ constant_value: value });
const references = (...names: readonly string[]) => ({ references: names });

describe("the account of a resource", () => {
  const assumes = (expression: object): Written => ({ assume_role: [{ role_arn: expression }] });
  const rows: readonly (readonly [string, Written, string | null])[] = [
    ["the role it assumes", assumes(constant(deployer(two))), `arn:aws-cn:iam::${two}:role/b`],
    ["a role that a variable names", assumes(references("var.role")), `arn:aws-cn:iam::${two}:role/b`],
    ["the only account allowed", { allowed_account_ids: constant([two]) }, `arn:aws:iam::${two}:role/b`],
    ["no principal, where several are allowed", { allowed_account_ids: constant([one, two]) }, null],
    ["no principal, where the role is not known", assumes(references("local.role")), null],
    [
      "no principal, where two variables make up the role",
      assumes(references("var.role", "var.other")),
      null,
    ],
    [
      "no principal, where a variable is among those allowed",
      { allowed_account_ids: references("var.ids") },
      null,
    ],
    [
      "no principal, where a variable is a module's",
      { module: "module.m", ...assumes(references("var.role")) },
      null,
    ],
    [
      "a constant in a module",
      { module: "module.m", ...assumes(constant(deployer(two))) },
      `arn:aws-cn:iam::${two}:role/b`,
    ],
    ["no principal, where it logs in otherwise", { profile: constant("other") }, null],
    ["the other provider, where it logs in alike", { region: constant("x") }, `arn:aws:iam::${one}:role/b`],
  ];
  for (const [title, expressions, expected] of rows) {
    it(`is known by ${title}`, () => {
      const found = arnsOf({ aws: {}, "aws.b": expressions }, caller("a", one));
      expect(found).to.deep.equal([`arn:aws:iam::${one}:role/a`, expected]);
    });
  }

  it("is what is read through its own provider first of all", () => {
    const expressions = { aws: {}, "aws.b": {} };
    const found = arnsOf(expressions, caller("a", one), caller("b", two));
    expect(found).to.deep.equal([`arn:aws:iam::${one}:role/a`, `arn:aws:iam::${two}:role/b`]);
  });
});

describe("the account of a resource in a module", () => {
  const inModule = (module: string, written: Written) => ({ module, ...written });
  const profile = { profile: references("var.profile") };
  const arnOf = (aws: Written, b: Written) => arnsOf({ aws, "aws.b": b }, caller("a", one))[1];

  it("is not that of another module where both log in by a variable of the same name", () => {
    expect(arnOf(inModule("module.a", profile), inModule("module.b", profile))).to.equal(null);
    expect(arnOf(profile, inModule("module.b", profile))).to.equal(null);
    expect(arnOf(profile, profile)).to.equal(`arn:aws:iam::${one}:role/b`);
  });

  it("is another module's where both log in by the same constant", () => {
    const constantly = { profile: constant("p") };
    expect(arnOf(inModule("module.a", constantly), inModule("module.b", constantly))).to.equal(
      `arn:aws:iam::${one}:role/b`,
    );
  });
});

describe("the region of a resource", () => {
  const regionsOf = (providers: Readonly<Record<string, Written>>, ...data: readonly object[]) => {
    const queue = (name: string, more = {}) => change(`aws_sqs_queue.${name}`, { after: { name, ...more } });
    const plan = planWith(providers, [
      queue("a"),
      queue("b"),
      queue("own", { region: "us-east-2" }),
      ...data,
    ]);
    const configuration = indexConfiguration(plan.configuration, plan.variables);
    const { after } = readResources({ kind: "plan", plan }, configuration);
    const { index } = takeSnapshot(after, { configuration, data: [] });
    return index.byType.get("aws_sqs_queue")!.map((resource) => regionOf(resource, index));
  };

  it("is its own, or its provider's, whether written or in a variable", () => {
    const providers = {
      aws: { region: references("var.region") },
      "aws.b": { region: constant("us-east-1") },
    };
    expect(regionsOf(providers)).to.deep.equal(["eu-west-1", "us-east-1", "us-east-2"]);
  });

  it("is read through providers with the same configuration, and no others", () => {
    const local = { region: references("local.region") };
    const read = region("a", "eu-west-1");
    expect(regionsOf({ aws: local, "aws.b": { region: references("local.other") } }, read)).to.deep.equal([
      "eu-west-1",
      undefined,
      "us-east-2",
    ]);
    expect(regionsOf({ aws: local, "aws.b": local }, read)[1]).to.equal("eu-west-1");
    expect(regionsOf({}, read)[1]).to.equal("eu-west-1");
  });

  it("is not what a variable of the root module says of one in a module", () => {
    const providers = { aws: { region: references("var.region"), module: "module.m" } };
    expect(regionsOf(providers)[0]).to.equal(undefined);
  });

  it("is not a string that a variable is only a part of", () => {
    const providers = { aws: { region: references("var.other") } };
    expect(regionsOf(providers)[0]).to.equal(undefined);
  });
});
