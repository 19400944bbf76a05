import { expect } from "chai";
import { diffTargets } from "../../../harness/run/diff/diffTargets.js";
import { ofOnePlan } from "../../../harness/run/diff/pairTargets.js";
import { evaluateProperty } from "../../../harness/run/evaluateProperty.js";
import { whoMay } from "../../../harness/run/who/whoMay.js";
import { loadServiceReference } from "../../../policies/reference/loadServiceReference.js";
import { confinement } from "../../../properties/confinement.js";
import type { Target } from "../../../properties/target.js";
import { change, extractPlan, makePlan, trust } from "../plan/plans.js";

const named = "444455556666";
const document = (...Statement: readonly object[]) => JSON.stringify({ Version: "2012-10-17", Statement });

/** The role `job` in an unknown account, and a bucket or a key with a policy. */
const planOf = (type: "s3_bucket" | "kms_key", own: object | undefined, policy: object, account?: string) =>
  extractPlan(
    makePlan([
      change("aws_iam_role.job", {
        after: {
          name: "job",
          path: "/",
          assume_role_policy: trust,
          ...(account !== undefined && { arn: `arn:aws:iam::${account}:role/job` }),
        },
        ...(account === undefined && { unknown: { arn: true } }),
      }),
      ...(own === undefined
        ? []
        : [
            change("aws_iam_role_policy.job", { after: { name: "job", role: "job", policy: document(own) } }),
          ]),
      ...(type === "kms_key"
        ? [
            change("aws_kms_key.k", {
              after: { policy: document(policy) },
              unknown: { arn: true, key_id: true },
            }),
          ]
        : [
            change("aws_s3_bucket.b", { after: { bucket: "b" }, unknown: { arn: true } }),
            change("aws_s3_bucket_policy.b", { after: { bucket: "b", policy: document(policy) } }),
          ]),
    ]),
  );

const put = { Effect: "Allow", Action: "s3:PutObject", Resource: "arn:aws:s3:::b/*" };
const decrypt = { Effect: "Allow", Action: "kms:Decrypt", Resource: "*" };
const root = { AWS: `arn:aws:iam::${named}:root` };
const role = (name: string) => ({ AWS: `arn:aws:iam::${named}:role/${name}` });

const jobOf = ({ targets }: ReturnType<typeof planOf>) =>
  targets.find(
    ({ address, resource, counted }) => address.resource === "aws_iam_role.job" && !resource && !counted,
  )!;

const askedOf = (type: string, { policies }: Target) =>
  type === "kms_key"
    ? { action: "kms:Decrypt", resource: policies.resources?.[0]?.arns[0] ?? "arn:aws:kms:*" }
    : { action: "s3:PutObject", resource: "arn:aws:s3:::b/*" };

type Verdict = "yes" | "no" | "perhaps";

describe("a principal whose account is unknown, and a resource policy that names an account", () => {
  const rows: readonly (readonly [string, object | undefined, object, Verdict])[] = [
    ["a key for the account", decrypt, { ...decrypt, Principal: root }, "perhaps"],
    ["a key for its ID", decrypt, { ...decrypt, Principal: { AWS: named } }, "perhaps"],
    ["a key for the account, without own policies", undefined, { ...decrypt, Principal: root }, "no"],
    ["a bucket for the account", put, { ...put, Principal: root }, "yes"],
    ["a bucket for the account, without own policies", undefined, { ...put, Principal: root }, "no"],
    ["a bucket for the role", undefined, { ...put, Principal: role("job") }, "perhaps"],
    ["a bucket for another role", undefined, { ...put, Principal: role("other") }, "no"],
    ["a denial of the account", put, { ...put, Effect: "Deny", Principal: root }, "perhaps"],
    ["a denial of another role", put, { ...put, Effect: "Deny", Principal: role("other") }, "yes"],
    ["a denial of all but the account", put, { ...put, Effect: "Deny", NotPrincipal: root }, "perhaps"],
    ["a bucket for all but the account", undefined, { ...put, NotPrincipal: root }, "perhaps"],
  ];
  for (const [what, own, policy, expected] of rows) {
    it(`is asked about ${what}: ${expected}`, async () => {
      const type = what.startsWith("a key") ? "kms_key" : "s3_bucket";
      const reference = await loadServiceReference(["s3", "kms"]);
      const job = jobOf(planOf(type, own, policy));
      const who = whoMay({ principals: [job], resources: [] }, askedOf(type, job), { reference });
      expect([who.allowed.length, who.undecided.length]).to.deep.equal(
        { yes: [1, 0], no: [0, 0], perhaps: [0, 1] }[expected],
      );
      const unknown = `the account of the caller is unknown, and may be \`${named}\`, which the policy names or which owns the resource`;
      if (expected === "perhaps") expect(who.undecided[0]!.holes[0]!.reason).to.equal(unknown);
      // other keys may have other policies
      if (type === "kms_key") return;

      const search = { seed: 1, runs: 100, reference, universe: "typed" } as const;
      const never = { ...confinement({ actions: ["s3:PutObject"], resources: [] }), appliesTo: () => true };
      const outcome = evaluateProperty(never, job, search);
      expect(outcome.verdict).to.equal({ yes: "refuted", no: "holds", perhaps: "undecided" }[expected]);
      if (outcome.verdict === "undecided")
        expect(outcome.holes.map(({ reason }) => reason)).to.deep.equal([unknown]);

      const { changes, undecided } = diffTargets(ofOnePlan([job]), { reference });
      expect(changes.map((one) => one.actions.join())).to.deep.equal(
        expected === "yes" ? ["s3:PutObject"] : [],
      );
      expect(undecided.length).to.equal(expected === "perhaps" ? 1 : 0);
    });
  }

  it("is decided where the account is known", async () => {
    const reference = await loadServiceReference(["kms"]);
    const allowed = [named, "777788889999"].map((account) => {
      const job = jobOf(planOf("kms_key", decrypt, { ...decrypt, Principal: root }, account));
      return whoMay({ principals: [job], resources: [] }, askedOf("kms_key", job), { reference }).allowed
        .length;
    });
    expect(allowed).to.deep.equal([1, 0]);
  });
});
