import { expect } from "chai";
import { reasonOf } from "../../harness/report/reasonOf.js";
import { evaluateProperty } from "../../harness/run/evaluateProperty.js";
import { loadServiceReference } from "../../policies/reference/loadServiceReference.js";
import { stillAllowed } from "../../properties/catalogue/stillAllowed.js";
import { change, extractPlan, makePlan, trust, unchanged } from "../harness/plan/plans.js";
import { documentOf } from "./escalation/stepPlan.js";

const reading = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::jobs/*" };
const listing = { Effect: "Allow", Action: "s3:ListBucket", Resource: "*" };
const requests = ["s3:GetObject arn:aws:s3:::jobs/in/*"];

/** What is said of a role whose inline policy changes; undefined for a policy that is known after apply. */
async function judge(
  before: readonly object[] | undefined,
  after: readonly object[] | undefined,
  more: object = {},
) {
  const policy = (statements: readonly object[] | undefined) =>
    statements && { role: "ci", name: "ci", policy: documentOf(...statements) };
  const role = { name: "ci", arn: "arn:aws:iam::111122223333:role/ci", assume_role_policy: trust };
  const { targets } = extractPlan(
    makePlan([
      unchanged("aws_iam_role.ci", role),
      change("aws_iam_role_policy.ci", {
        actions: ["update"],
        before: policy(before) ?? null,
        after: policy(after) ?? { role: "ci", name: "ci" },
        unknown: after === undefined ? { policy: true } : {},
      }),
    ]),
  );
  const target = targets.find(({ resource, counted }) => !resource && !counted)!;
  const reference = await loadServiceReference(["s3"]);
  const property = stillAllowed.with({ requests, ...more });
  return evaluateProperty(property, target, { seed: 1, runs: 10, reference, universe: "typed" });
}

describe("still-allowed", () => {
  const tls = { ...reading, Condition: { Bool: { "aws:SecureTransport": "true" } } };
  const elsewhere = { ...reading, Resource: "arn:aws:s3:::jobs/out/*" };
  const deny = { ...reading, Effect: "Deny", Resource: "arn:aws:s3:::jobs/in/secret/*" };
  for (const [name, verdict, before, after] of [
    ["what stays as it is", "holds", [reading], [reading]],
    ["what another statement allows", "holds", [reading], [{ ...reading, Action: "s3:*", Resource: "*" }]],
    ["what is gone", "refuted", [reading], [listing]],
    ["what a further Deny takes in part", "refuted", [reading], [reading, deny]],
    ["what asks for a further condition", "refuted", [reading], [tls]],
    ["what was under the same condition before", "holds", [tls], [tls]],
    ["other requests that are gone", "holds", [reading, listing], [reading]],
    ["other resources that are gone", "holds", [elsewhere, reading], [reading]],
    ["what is known only after apply", "undecided", [reading], undefined],
  ] as const)
    it(`${verdict} of ${name}`, async () => {
      const outcome = await judge(before, after);
      expect(outcome.verdict, JSON.stringify(outcome)).to.equal(verdict);
    });

  it("shows a request that is gone", async () => {
    expect(reasonOf(await judge([reading], [reading, deny]))).to.match(
      /^`s3:GetObject` on `arn:aws:s3:::jobs\/in\/secret\/[^`]*` was allowed before the change, and is not after it$/,
    );
  });

  it("is refuted by more of these requests where it is asked exactly", async () => {
    const wider = [{ ...reading, Action: "s3:*" }];
    const exactly = { requests: ["s3:* arn:aws:s3:::jobs/in/*"], exactly: ["yes"] };
    expect((await judge([reading], wider, exactly)).verdict).to.equal("refuted");
    expect((await judge([reading], [listing], exactly)).verdict).to.equal("refuted");
    expect((await judge([reading], [reading, listing], exactly)).verdict).to.equal("holds");
  });

  it("takes requests of its form alone", () => {
    expect(() => stillAllowed.with({ requests: ["s3:GetObject b/key"] })).to.throw(
      /`requests` cannot be `s3:GetObject b\/key`/,
    );
  });
});
