import { expect } from "chai";
import { addressIn } from "../../harness/plan/source/addressIn.js";
import { unboundProperties } from "../../harness/run/unboundProperties.js";
import { emptyServiceReference as reference } from "../../policies/reference/emptyServiceReference.js";
import {
  allowedBy,
  allowing,
  checkProperty,
  forActions,
  inAll,
  inAny,
  neverAllowed,
  onlyTo,
  withoutAccess,
} from "../../properties/properties.js";
import { targetOf } from "./targets.js";

const backups = allowing(["s3:*"], ["arn:aws:s3:::backups/*"]);
const options = { seed: 1, runs: 100, reference };

describe("a law of one's own, by the door alone", () => {
  const keepsBackups = neverAllowed({
    id: "keeps-backups",
    sentence: "backups are never deleted",
    access: inAll(forActions(["s3:Delete*"]), allowedBy(backups)),
  });

  it("is refuted by proof, with a request", () => {
    const outcome = checkProperty(keepsBackups, targetOf(allowing(["s3:*"], ["*"])), options);
    expect(outcome).to.include({ verdict: "refuted", by: "proof" });
    if (outcome.verdict === "refuted")
      expect(outcome.witness!.request.resource).to.match(/^arn:aws:s3:::backups\//);
  });

  it("holds by proof where none of the requests is allowed", () => {
    for (const held of [allowing(["s3:Get*"], ["*"]), allowing(["s3:*"], ["arn:aws:s3:::jobs/*"])])
      expect(checkProperty(keepsBackups, targetOf(held), options)).to.include({
        verdict: "holds",
        by: "proof",
      });
  });

  it("is searched for by requests of the same kind", () => {
    // a hundred requests find it three times in four
    const search = { ...options, runs: 300 };
    expect(keepsBackups.search(targetOf(allowing(["s3:*"], ["*"])), search).verdict).to.equal("refuted");
    expect(keepsBackups.search(targetOf(allowing(["sqs:*"], ["*"])), search).verdict).to.equal("holds");
  });

  it("may be about all but some access", () => {
    const only = neverAllowed({
      id: "only-backups",
      sentence: "nothing but backups and queues",
      access: withoutAccess(inAny(allowedBy(backups), forActions(["sqs:*"]))),
    });
    expect(checkProperty(only, targetOf(backups), options).verdict).to.equal("holds");
    expect(checkProperty(only, targetOf(allowing(["s3:*"], ["*"])), options).verdict).to.equal("refuted");
  });
});

describe("onlyTo", () => {
  const law = (address: string) =>
    onlyTo(address, neverAllowed({ id: "law", sentence: "nothing", access: forActions(["*"]) }));
  const at = (printed: string) => {
    const [source = "", resource] = printed.split("#");
    return targetOf(backups, { address: resource === undefined ? { source } : addressIn(source, resource) });
  };
  const rows: readonly (readonly [string, string, boolean])[] = [
    ["aws_iam_role.a", "plan.json#aws_iam_role.a", true],
    ["plan.json#aws_iam_role.a", "plan.json#aws_iam_role.a", true],
    ["aws_iam_role.a", "aws_iam_role.a", true],
    ["aws_iam_role.a", "plan.json#aws_iam_role.ba", false],
    ["aws_iam_role.a", "plan.json#module.m.aws_iam_role.a", false],
    ["role.a", "plan.json#aws_iam_role.a", false],
    ["aws_ssoadmin_permission_set.s", "p#aws_ssoadmin_permission_set.s@111122223333", true],
    ["aws_ssoadmin_permission_set.s@111122223333", "p#aws_ssoadmin_permission_set.s@111122223333", true],
    ["aws_ssoadmin_permission_set.s@444455556666", "p#aws_ssoadmin_permission_set.s@111122223333", false],
  ];
  for (const [wanted, address, applies] of rows) {
    it(`${applies ? "binds" : "does not bind"} ${wanted} to ${address}`, () => {
      expect(law(wanted).appliesTo(at(address))).to.equal(applies);
      expect(unboundProperties([law(wanted)], [at(address)])).to.have.length(applies ? 0 : 1);
    });
  }

  it("keeps to the targets that the property applies to", () => {
    expect(
      law("aws_iam_role.a").appliesTo({ ...at("p#aws_iam_role.a"), policies: { identity: [] } }),
    ).to.equal(false);
  });

  it("reports an unknown target with the nearest name", () => {
    expect(unboundProperties([law("aws_iam_role.jbo")], [at("p#aws_iam_role.job")])).to.deep.equal([
      {
        code: "unknown-target",
        severity: "error",
        message: "`aws_iam_role.jbo`, the target of the property `law`, does not exist",
        hint: "did you mean `aws_iam_role.job`?",
      },
    ]);
  });
});
