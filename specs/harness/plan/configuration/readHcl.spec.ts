import { expect } from "chai";
import { readHcl } from "../../../../harness/plan/configuration/readHcl.js";
import { extract } from "../../../../harness/plan/extract.js";
import { readPlanZip } from "../../../../harness/plan/source/readPlanZip.js";
import { policyJson } from "../../../../policies/language/printPolicy.js";
import { extractBytes, fixtureBytes, inputOf } from "../fixture.js";
import { change, makePlan, trust, written } from "../plans.js";

const role = change("aws_iam_role.r", { after: { name: "r", assume_role_policy: trust } });
const bucket = change("aws_s3_bucket.b", { after: { bucket: "data" }, unknown: { arn: true } });
const caller = change("data.aws_caller_identity.me", {
  actions: ["read"],
  after: { account_id: "123456789012", arn: "arn:aws:iam::123456789012:user/me" },
});
const instance = (address: string) =>
  change(address, { after: { role: "r", name: "p" }, unknown: { policy: true } });

/** The policy `aws_iam_role_policy.p` of a plan whose configuration is this HCL. */
async function policyIn(hcl: string, { address = "aws_iam_role_policy.p", module = "" } = {}) {
  const own = {
    resources: [written("aws_iam_role_policy.p", { policy: ["aws_s3_bucket.b.arn", "aws_s3_bucket.b"] })],
  };
  const root = module === "" ? own : { module_calls: { [module]: { module: own } } };
  const plan = makePlan([role, bucket, caller, instance(address)], root);
  const files = new Map([[`tfconfig/m-${module}/main.tf`, hcl]]);
  const { input: read } = await readHcl({ kind: "plan", plan, files });
  if (read.kind !== "plan") throw new Error("a plan stays a plan");
  return extract(read, "plan").policies.find((policy) => policy.address === address)!;
}

const policy = (text: string): string => `resource "aws_iam_role_policy" "p" {\n  policy = ${text}\n}\n`;
const statement = (more: string): string => `jsonencode({
  Version   = "2012-10-17"
  Statement = [{
    Effect = "Allow" # everyone
    ${more}
  }]
})`;
const first = "Statement[0]";

describe("HCL in a plan file", () => {
  it("makes the create plan of the batch plan say what is there after apply", async () => {
    const zip = readPlanZip(fixtureBytes("batch-plan/create.tfplan"));
    const input = inputOf(fixtureBytes("batch-plan/create.plan.json"));
    if (!zip.ok || input.kind !== "plan") throw new Error("the fixture is broken");
    const { input: read } = await readHcl({ ...input, files: zip.value.files });
    if (read.kind !== "plan") throw new Error("a plan stays a plan");
    const known = ({ targets }: ReturnType<typeof extract>) =>
      targets.map(({ policies, holes, bounds }) => [
        policies.identity.map(({ document }) => policyJson(document)),
        holes,
        bounds?.unknown,
      ]);
    const applied = extractBytes(fixtureBytes("batch-plan/noop.plan.json"), "noop");
    expect(known(extract(read, "create"))).to.deep.equal(known(applied));
  });

  it("reads the structure of jsonencode, members on separate lines", async () => {
    const { document, unknown } = await policyIn(
      policy(statement('Action = ["s3:Get*", "s3:Put*"]\n    Resource = "${aws_s3_bucket.b.arn}/*"')),
    );
    expect(document).to.have.nested.property(
      `${first}.Resource`,
      "arn:aws:s3:::data/*".replace("aws:", "aws:"),
    );
    expect(unknown).to.deep.equal([]);
  });

  it("decides conditions on the key of an instance, and leaves others unknown", async () => {
    const text = policy(
      statement(
        'Action = each.key == "in" ? "s3:GetObject" : "s3:PutObject"\n    Resource = var.x ? "a" : "b"',
      ),
    );
    const { document, unknown } = await policyIn(text, { address: 'aws_iam_role_policy.p["in"]' });
    expect(document).to.have.nested.property(`${first}.Action`, "s3:GetObject");
    expect(unknown).to.deep.equal(["/Statement/0/Resource"]);
  });

  it("puts locals in, and finds the files of a module", async () => {
    const text = `locals { prefix = "runs" }\n${policy(statement('Action = "s3:GetObject"\n    Resource = "arn:aws:s3:::x/${local.prefix}/${aws_s3_bucket.other.arn}"'))}`;
    const { document, policy: found } = await policyIn(text, {
      address: "module.ci.aws_iam_role_policy.p",
      module: "ci",
    });
    expect(document).to.have.nested.property(`${first}.Resource`, null);
    const [{ resource } = { resource: undefined }] = found?.upper.document.statements ?? [];
    expect(resource?.patterns).to.deep.equal(["arn:aws:s3:::x/runs/*"]);
  });

  it("leaves a local unknown that is there twice, as in an override file", async () => {
    const twice = 'locals {\n  action = "s3:GetObject"\n}\nlocals {\n  action = "s3:PutObject"\n}\n';
    const text = `${twice}${policy(statement('Action = local.action\n    Resource = "*"'))}`;
    expect((await policyIn(text)).unknown).to.deep.equal(["/Statement/0/Action"]);
  });

  it("does not take a function over a document for the document", async () => {
    const { unknown } = await policyIn(
      policy('replace(data.aws_iam_policy_document.d.json, "a", aws_s3_bucket.b.arn)'),
    );
    expect(unknown).to.deep.equal([""]);
  });

  it("changes nothing where a file is broken, or the value is not JSON", async () => {
    const escaped = policy(statement('Action = "s3:\\u0024{x}"'));
    for (const text of ["resource {", escaped, policy('"{${aws_s3_bucket.b.arn}"'), ""]) {
      expect((await policyIn(text)).unknown).to.deep.equal([""]);
    }
  });
});
