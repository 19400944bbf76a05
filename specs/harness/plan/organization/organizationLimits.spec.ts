import { expect } from "chai";
import type { Extraction } from "../../../../harness/plan/extraction.js";
import { reasonOf } from "../../../../harness/report/reasonOf.js";
import { evaluateProperty } from "../../../../harness/run/evaluateProperty.js";
import { confinement } from "../../../../properties/confinement.js";
import type { Target } from "../../../../properties/target.js";
import { searchOptions } from "../../../properties/targets.js";
import { allow, change, extractPlan, makePlan, trust, unchanged, written } from "../plans.js";

const account = "123456789012";
const role = unchanged("aws_iam_role.r", {
  name: "r",
  arn: `arn:aws:iam::${account}:role/r`,
  assume_role_policy: trust,
});
const power = unchanged("aws_iam_role_policy.p", { role: "r", policy: allow("*") });
const scp = (more: object = {}, options: object = {}) =>
  change("aws_organizations_policy.p", { after: { id: "p-1", ...more }, ...options });
const attach = (after: object = {}, options: object = {}) =>
  change("aws_organizations_policy_attachment.a", {
    after: { policy_id: "p-1", target_id: account, ...after },
    ...options,
  });
const statements = (...Statement: readonly object[]) => ({ content: JSON.stringify({ Statement }) });
const deny = (Action: string, more: object = {}) => ({ Effect: "Deny", Action, Resource: "*", ...more });
const unknown = (name: string) => ({ unknown: { [name]: true } });

const extractOf = (changes: readonly object[], resources: readonly object[] = []): Extraction =>
  extractPlan(makePlan([role, power, ...changes], { resources }));
const targetOf = (changes: readonly object[], resources: readonly object[] = []): Target =>
  extractOf(changes, resources).targets[0]!;

/** That `s3:PutObject` and `ec2:RunInstances` are never allowed, but on what control policies of resources spare. */
const verdicts = (target: Target) =>
  ["s3:PutObject", "ec2:RunInstances"].map(
    (action) =>
      evaluateProperty(confinement({ actions: [action], resources: spared }), target, searchOptions).verdict,
  );
const spared = ["arn:*:iam::*:role/aws-service-role/*"];
const openOf = ({ bounds, holes }: Target) => [
  (bounds?.unknown ?? []).map(({ address }) => address),
  holes.map(({ address }) => address),
];

describe("policies of the organization that are not known", () => {
  const content = "aws_organizations_policy.p.content";
  const refused = { content: '{"Statement":{"Effect":"Perhaps"}}' };
  const secret = { sensitive: { content: true } };
  for (const [title, changes] of [
    ["known only after apply", [scp({}, unknown("content")), attach()]],
    ["sensitive", [scp(statements(deny("ec2:*")), secret), attach()]],
    ["refused", [scp(refused), attach()]],
    ["a control of resources", [scp({ type: "RESOURCE_CONTROL_POLICY" }, unknown("content")), attach()]],
  ] as const) {
    it(`may deny nothing or everything where the document is ${title}`, () => {
      const target = targetOf(changes, [written("aws_organizations_policy.p", { content: [] })]);
      expect(openOf(target)).to.deep.equal([[content], []]);
      expect(target.policies).to.have.all.keys("identity", "resources");
      const isOfResources = title === "a control of resources";
      expect(target.bounds!.lower).to.have.all.keys("identity", "resources", isOfResources ? "rcps" : "scps");
      // control policies of resources bind those of some services, and EC2 is not among them
      expect(verdicts(target)).to.deep.equal(["undecided", isOfResources ? "refuted" : "undecided"]);
    });
  }

  it("deny what their known part denies, in both readings", () => {
    const document = "data.aws_iam_policy_document.d";
    const read = change(document, {
      actions: ["read"],
      after: {
        statement: [
          { effect: "Deny", actions: ["ec2:*"], resources: ["*"] },
          { effect: "Deny", actions: ["s3:*"], resources: [null] },
        ],
      },
      unknown: { json: true, statement: [{}, { resources: [true] }] },
    });
    const resources = [
      written("aws_organizations_policy.p", { content: [`${document}.json`, document] }),
      written(document, { statement: [] }),
    ];
    const target = targetOf([scp({}, unknown("content")), attach(), read], resources);
    expect(openOf(target)).to.deep.equal([[`${content}/Statement/1/Resource`], []]);
    const outcome = evaluateProperty(
      confinement({ actions: ["s3:PutObject"], resources: [] }),
      target,
      searchOptions,
    );
    expect(outcome.verdict).to.equal("undecided");
    expect(reasonOf(outcome)).to.include(`\`${content}/Statement/1/Resource\``);
    expect(verdicts(target)).to.deep.equal(["undecided", "holds"]);
    const sqs = confinement({ actions: ["sqs:SendMessage"], resources: [] });
    expect(evaluateProperty(sqs, target, searchOptions).verdict).to.equal("refuted");
  });

  it("are unknown where their type is unknown", () => {
    const attachment = "aws_organizations_policy_attachment.a.policy_id";
    for (const changes of [
      [attach({ policy_id: "p-elsewhere" })],
      [attach({ policy_id: undefined }, unknown("policy_id"))],
    ]) {
      const target = targetOf(changes);
      expect(openOf(target)).to.deep.equal([[attachment], []]);
      expect(verdicts(target)).to.deep.equal(["undecided", "undecided"]);
    }
  });

  it("exclude AWS's own full access, and policies that are not IAM policies", () => {
    for (const changes of [
      [attach({ policy_id: "p-FullAWSAccess" })],
      [scp({ type: "TAG_POLICY", content: "{}" }), attach()],
    ]) {
      const target = targetOf(changes);
      expect(openOf(target)).to.deep.equal([[], []]);
      expect(verdicts(target)).to.deep.equal(["refuted", "refuted"]);
    }
  });

  it("are read from data sources too", () => {
    const data = change("data.aws_organizations_policy.d", {
      actions: ["read"],
      after: { id: "p-1", type: "SERVICE_CONTROL_POLICY", ...statements(deny("ec2:*")) },
    });
    expect(verdicts(targetOf([data, attach()]))).to.deep.equal(["refuted", "holds"]);
  });

  it("may be of either kind where their type is hidden", () => {
    const target = targetOf([scp(statements(deny("ec2:*")), { sensitive: { type: true } }), attach()]);
    expect(openOf(target)).to.deep.equal([["aws_organizations_policy.p.type"], []]);
    expect(verdicts(target)).to.deep.equal(["undecided", "undecided"]);
  });
});

describe("policies of the organization whose target is unknown", () => {
  const known = scp(statements(deny("ec2:*")));
  const place = "aws_organizations_policy_attachment.a.target_id";
  const unit = (id: string, parent: string) =>
    unchanged(`aws_organizations_organizational_unit.${id.replace("-", "_")}`, { id, parent_id: parent });
  const below = (parent: string) =>
    unchanged("aws_organizations_account.a", { id: account, parent_id: parent });
  const listed = change("data.aws_organizations_organization.o", {
    actions: ["read"],
    after: { id: "o-1", non_master_accounts: [{ id: account }] },
  });
  for (const [title, changes] of [
    ["their target is known only after apply", [attach({ target_id: undefined }, unknown("target_id"))]],
    ["it is sensitive", [attach({}, { sensitive: { target_id: true } })]],
    ["it is unknown what the unit holds", [attach({ target_id: "ou-x" })]],
    ["it is unknown whose the root is", [attach({ target_id: "r-x" })]],
    ["the account is somewhere below the root", [attach({ target_id: "ou-x" }), listed]],
    ["units above the account are missing", [attach({ target_id: "ou-x" }), below("ou-y")]],
  ] as const) {
    it(`may bind an account where ${title}, and then deny what they deny`, () => {
      const extraction = extractOf([known, ...changes]);
      const target = extraction.targets[0]!;
      expect(openOf(target)).to.deep.equal([[place], []]);
      expect(target.policies).to.have.all.keys("identity", "resources");
      expect(verdicts(target)).to.deep.equal(["refuted", "undecided"]);
      expect(extraction.notes).to.deep.equal([]);
    });
  }

  for (const [title, changes] of [
    ["another account", [attach({ target_id: "999999999999" })]],
    ["a unit next to it", [attach({ target_id: "ou-x" }), below("ou-y"), unit("ou-y", "r-x")]],
  ] as const) {
    it(`do not bind an account where they are attached to ${title}`, () => {
      const target = targetOf([known, ...changes]);
      expect(openOf(target)).to.deep.equal([[], []]);
      expect(verdicts(target)).to.deep.equal(["refuted", "refuted"]);
    });
  }

  it("may bind a principal whose account is unknown", () => {
    const bare = change("aws_iam_role.r", { after: { name: "r", assume_role_policy: trust } });
    const [target] = extractPlan(makePlan([bare, power, known, attach()])).targets;
    expect(target!.bounds!.unknown.map(({ remedy }) => remedy)).to.deep.equal([
      "give the account with `--account`",
    ]);
    expect(verdicts(target!)).to.deep.equal(["refuted", "undecided"]);
  });

  it("leave the management account alone all the same", () => {
    const master = change("data.aws_organizations_organization.o", {
      actions: ["read"],
      after: { id: "o-1", master_account_id: account },
    });
    const target = targetOf([known, master, attach({ target_id: undefined }, unknown("target_id"))]);
    expect(openOf(target)).to.deep.equal([[], []]);
  });

  it("may not bind the account that makes the organization", () => {
    const made = change("aws_organizations_organization.o", { after: {}, ...unknown("master_account_id") });
    const target = targetOf([known, made, attach()]);
    expect(openOf(target)).to.deep.equal([["aws_organizations_organization.o.master_account_id"], []]);
    expect(verdicts(target)).to.deep.equal(["refuted", "undecided"]);
    const member = targetOf([known, made, attach(), below("r-x")]);
    expect(openOf(member)).to.deep.equal([[], []]);
    expect(verdicts(member)).to.deep.equal(["refuted", "holds"]);
  });
});

describe("organization policies that list what is allowed", () => {
  const list = (...more: readonly object[]) =>
    scp(statements({ Effect: "Allow", Action: "ec2:*", Resource: "*" }, ...more));
  const full = change("aws_organizations_policy_attachment.f", {
    after: { policy_id: "p-FullAWSAccess", target_id: account },
  });

  it("may be all that is allowed, or not: AWS's own full access may be attached next to them", () => {
    const target = targetOf([list(), attach()]);
    expect(openOf(target)).to.deep.equal([["aws_organizations_policy.p"], []]);
    expect(verdicts(target)).to.deep.equal(["undecided", "refuted"]);
    const outcome = evaluateProperty(
      confinement({ actions: ["s3:PutObject"], resources: [] }),
      target,
      searchOptions,
    );
    expect(outcome.verdict).to.equal("undecided");
    expect(reasonOf(outcome)).to.include("whether `FullAWSAccess` is attached");
  });

  it("leave nothing unknown where full access is attached in the plan", () => {
    const target = targetOf([list(), attach(), full]);
    expect(openOf(target)).to.deep.equal([[], []]);
    expect(verdicts(target)).to.deep.equal(["refuted", "refuted"]);
  });

  it("leave nothing unknown where they alone allow everything", () => {
    const all = { Effect: "Allow", Action: "*", Resource: "*" };
    const target = targetOf([list(all, deny("s3:*")), attach()]);
    expect(openOf(target)).to.deep.equal([[], []]);
    expect(verdicts(target)).to.deep.equal(["holds", "refuted"]);
  });

  it("are separate levels where they are attached to units that may be above the account", () => {
    const more = (id: string, action: string) =>
      change(`aws_organizations_policy.${id}`, { after: { id, content: allow(action) } });
    const at = (policy: string, target: string) =>
      change(`aws_organizations_policy_attachment.${policy}`, {
        after: { policy_id: policy, target_id: target },
      });
    const listed = [list(), at("p-1", "ou-2")];
    const rescue = targetOf([...listed, at("p-FullAWSAccess", "ou-1")]);
    expect(verdicts(rescue)).to.deep.equal(["undecided", "refuted"]);
    const two = targetOf([...listed, more("p-2", "s3:*"), at("p-2", "ou-1")]);
    expect(verdicts(two)).to.deep.equal(["undecided", "undecided"]);
    const nowhere = change("aws_organizations_policy_attachment.n", {
      after: { policy_id: "p-FullAWSAccess" },
      ...unknown("target_id"),
    });
    expect(verdicts(targetOf([...listed, nowhere]))).to.deep.equal(["undecided", "refuted"]);
    const together = targetOf([...listed, at("p-FullAWSAccess", "ou-2")]);
    expect(verdicts(together)).to.deep.equal(["refuted", "refuted"]);
  });

  it("are that also where what they list is not known", () => {
    const document = "data.aws_iam_policy_document.d";
    const text = written("aws_organizations_policy.p", { content: [`${document}.json`] });
    const read = change(document, {
      actions: ["read"],
      after: { statement: [{ effect: "Allow", actions: [null], resources: ["*"] }] },
      unknown: { json: true, statement: [{ actions: [true], resources: [false] }] },
    });
    const target = targetOf([scp({}, unknown("content")), read, attach()], [text]);
    expect(verdicts(target)).to.deep.equal(["undecided", "undecided"]);
  });
});
