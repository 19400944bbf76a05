import { readFileSync } from "node:fs";
import { expect } from "chai";
import type { ExtractedPolicy } from "../../harness/plan/policies/extractedPolicy.js";
import { type LoadedSource, loadSource } from "../../harness/plan/source/loadSource.js";
import type { PolicyDocument } from "../../policies/language/policyDocument.js";
import { holesOf } from "../../properties/target.js";
import { fixtureBytes } from "../harness/plan/fixture.js";
import { describeTerraform } from "./describeTerraform.js";
import { isWithin, normalDocument } from "./isWithin.js";
import { flipped, verdicts } from "./verdicts.js";
import { makeWorkspace, type Workspace } from "./workspace.js";

const types = [
  "aws_iam_policy",
  "aws_iam_role",
  "aws_iam_role_policy",
  "aws_kms_key",
  "aws_s3_bucket",
  "aws_sqs_queue",
  "data_aws_caller_identity",
  "data_aws_iam_policy_document",
];

const token = "canary-of-a-token";
const hidden = "canary-of-a-hidden-one";
const variables = {
  prefix: "acme",
  token,
  hidden,
  settings: { owner: "ops", days: null, ignored: "x" },
  statements: [
    { name: "read", actions: ["s3:GetObject"] },
    { name: "write", actions: ["s3:PutObject"], folders: ["in/*", "tmp/*"] },
  ],
};

describeTerraform("what HCL says in addition to a plan, and what is there after apply", () => {
  let workspace: Workspace;
  let planned: LoadedSource;
  let applied: LoadedSource;

  const load = async (file: string, shown = file): Promise<LoadedSource> => {
    const stdout = readFileSync(workspace.path(shown));
    const loaded = await loadSource(workspace.path(file), {
      run: async () => ({ exit: 0, stdout, stderr: "" }),
    });
    if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ message }) => message).join("; "));
    return loaded.value;
  };
  before(async () => {
    workspace = await makeWorkspace(types);
    const files = ["main.tf", "team/main.tf", "policy.tftpl"];
    const texts = files.map((name) => [name, Buffer.from(fixtureBytes(`hcl-values/${name}`)).toString()]);
    workspace.write({
      ...(Object.fromEntries(texts) as Record<string, string>),
      "terraform.tfvars.json": JSON.stringify(variables),
    });
    await workspace.getModules();
    await workspace.plan("create.json");
    planned = await load("tfplan", "create.json");
    await workspace.apply();
    await workspace.state("state.json");
    applied = await load("state.json");
  });
  after(() => workspace?.remove());

  const named = ({ extraction }: LoadedSource): ReadonlyMap<string, ExtractedPolicy> =>
    new Map(extraction.policies.map((policy) => [`${policy.address}.${policy.attribute}`, policy]));

  it("is the same wherever nothing is unknown", () => {
    const later = named(applied);
    const told = [...named(planned)].filter(
      ([, { unknown, document }]) => unknown.length === 0 && document !== null,
    );
    for (const [name, { document }] of told) {
      expect(normalDocument(document), name).to.deep.equal(normalDocument(later.get(name)!.document));
    }
    expect(told.map(([name]) => name).toSorted()).to.deep.equal([
      "aws_iam_policy.chosen.policy",
      "aws_iam_policy.heredoc.policy",
      "aws_iam_role.all.assume_role_policy",
      "aws_iam_role_policy.counted[0].policy",
      "aws_iam_role_policy.counted[1].policy",
      'aws_iam_role_policy.each["files"].policy',
      'aws_iam_role_policy.each["tables"].policy',
      'aws_iam_role_policy.loop["read"].policy',
      'aws_iam_role_policy.loop["write"].policy',
      'module.team["a"].aws_iam_role_policy.own.policy',
      'module.team["b"].aws_iam_role_policy.own.policy',
    ]);
  });

  it("leaves unknown what is not in the plan, and says why", () => {
    const open = [...named(planned)].filter(([, { unknown }]) => unknown.length > 0);
    expect(open.map(([name, { unknown }]) => [name, ...unknown])).to.have.deep.members([
      // read from a file, and marked sensitive
      ["aws_iam_policy.file.policy", ""],
      ["aws_iam_policy.masked.policy", ""],
      ["aws_iam_policy.secret.policy", ""],
      ["aws_iam_policy.open.policy", "/Statement/0/Resource/0", "/Statement/0/Resource/1"],
      ["aws_iam_policy.told.policy", "/Statement/0/Resource"],
      [
        "aws_iam_role_policy.document.policy",
        "/Statement/2/Condition/StringEquals/s3:x-amz-server-side-encryption-aws-kms-key-id",
      ],
      ["aws_iam_role_policy.variables.policy", "/Statement/0/Sid"],
    ]);
    const holes = planned.targets.flatMap(holesOf);
    expect(holes.find(({ address }) => address === "aws_iam_policy.file.policy")?.reason).to.equal(
      "`templatefile` reads a file that is not in the plan",
    );
  });

  it("says of what is unknown nothing that is not so after apply", () => {
    const later = named(applied);
    for (const [name, { policy }] of named(planned)) {
      const document = later.get(name)?.policy?.upper.document;
      if (!policy?.unknown.length || document === undefined) continue;
      expect(isWithin(document, withMadeId(policy.upper.document)), name).to.equal(true);
      expect(isWithin(withMadeId(policy.lower.document), document), name).to.equal(true);
    }
  });

  /** With the identifier that AWS makes for the key in the place of its example. */
  const withMadeId = (document: PolicyDocument): PolicyDocument =>
    JSON.parse(
      JSON.stringify(document).replaceAll("key/aws_kms_key.key", "key/1234abcd-12ab-34cd-56ef-1234567890ab"),
    );

  it("changes no verdict by being applied", async () => {
    const [earlier, later] = await Promise.all([planned, applied].map(({ targets }) => verdicts(targets)));
    expect(flipped(earlier!, later!)).to.deep.equal([]);
  });

  it("shows no secret", () => {
    expect(JSON.stringify(planned)).not.to.include("canary");
  });
});
