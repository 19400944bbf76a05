import { expect } from "chai";
import fc from "fast-check";
import { requestNear } from "../../../../generators/requestNear.js";
import { parsePolicy } from "../../../../policies/language/parsePolicy.js";
import type { PolicySet } from "../../../../policies/language/policySet.js";
import type { Request } from "../../../../policies/language/request.js";
import { checkCertificate } from "../../../../policies/prove/certificate/checkCertificate.js";
import { type Containment, prove } from "../../../../policies/prove/prove.js";
import { difference } from "../../../../policies/prove/question/access.js";
import { typedUniverse } from "../../../../policies/prove/question/typedUniverse.js";
import { loadServiceReference } from "../../../../policies/reference/loadServiceReference.js";
import type { ServiceReference } from "../../../../policies/reference/serviceReference.js";
import { latin1Json } from "../../../../policies/text/latin1Json.js";
import { contradicted } from "../../../reference/contradicted.js";
import { allowing } from "../policySets.js";

const principal = "arn:aws:iam::111122223333:role/example";

/** What AWS has of the services that the policies here name. */
export const someServices = (): Promise<ServiceReference> =>
  loadServiceReference(["s3", "iam", "dynamodb", "ec2", "cloudfront", "sqs", "foo"]);

/** That the universe holds what is not contradicted, near any policies. */
export function holdsPossibleRequests(reference: ServiceReference, numRuns: number): void {
  const counts = { possible: 0, contradicted: 0 };
  for (const policy of samples) {
    const sets = [policy];
    const universe = typedUniverse({ kind: "of", policies: policy }, reference, principal);
    for (const sent of fc.sample(requestNear(sets, { reference }), { seed: 1, numRuns })) {
      const reason = contradicted(sent, sets, reference);
      counts[reason === undefined ? "possible" : "contradicted"] += 1;
      expect(universe.holds(sent), `${JSON.stringify(sent)} ${reason}`).to.equal(reason === undefined);
    }
  }
  expect(Math.min(counts.possible, counts.contradicted), JSON.stringify(counts)).to.be.above(numRuns / 2);
}

/** That the prover asks about it: a policy for one request alone is refuted where the request is possible. */
export function isAskedAbout(reference: ServiceReference, numRuns: number): void {
  const counts = { possible: 0, contradicted: 0, unstorable: 0 };
  for (const policy of samples) {
    for (const sent of fc.sample(requestNear([policy], { reference }), { seed: 2, numRuns })) {
      const alone = stored(only(sent));
      if (alone === undefined) {
        counts.unstorable += 1;
        continue;
      }
      const reason = contradicted(sent, [alone], reference);
      const verdict = prove(alone, { identity: [] }, { universe: "typed", reference });
      counts[reason === undefined ? "possible" : "contradicted"] += 1;
      if (reason === undefined) expect(verdict.verdict, JSON.stringify(sent)).to.equal("refuted");
      expectTrue(verdict, [alone, { identity: [] }], reference);
    }
  }
  expect(Math.min(counts.possible, counts.contradicted), JSON.stringify(counts)).to.be.above(numRuns / 2);
  expect(counts.unstorable, JSON.stringify(counts)).to.be.below((counts.possible + counts.contradicted) / 10);
}

/** The policy set of some statements; undefined where AWS would not take them: a request may name what no policy can. */
function stored(statements: readonly Record<string, unknown>[]): PolicySet | undefined {
  const json = {
    Version: "2012-10-17",
    Statement: statements.map((statement) => ({ Effect: "Allow", ...statement })),
  };
  const parsed = parsePolicy(latin1Json(json), "identity");
  return parsed.ok ? { identity: [{ source: "policy", document: parsed.value }] } : undefined;
}

const samples: readonly PolicySet[] = [
  allowing({ Action: ["s3:*", "foo:Bar"], Resource: ["arn:aws:s3:::logs", "arn:aws:s3:::logs/*"] }),
  allowing(
    {
      Action: ["iam:PassRole", "iam:Future"],
      Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } },
    },
    {
      Effect: "Deny",
      Action: "iam:*",
      Condition: { StringNotEquals: { "aws:RequestedRegion": ["us-east-1", "eu-west-1"] } },
    },
  ),
  allowing({
    Action: ["dynamodb:*", "sqs:SendMessage"],
    Resource: ["arn:aws:dynamodb:*:*:table/a*", "arn:aws:sqs:*:*:*"],
    Condition: {
      "ForAnyValue:StringLike": { "dynamodb:LeadingKeys": "a*" },
      StringLike: { "sqs:Future": "a" },
    },
  }),
  allowing({
    Action: ["ec2:RunInstances", "ec2:CreateTags"],
    Condition: {
      "ForAllValues:StringEquals": { "aws:TagKeys": ["a", "b"], "aws:PrincipalTag/team": "x" },
      StringLike: { "ec2:InstanceType": "t3.*", "aws:RequestTag/a": "*" },
    },
  }),
];

/** Statements that allow one request, to the extent that conditions can express it. */
function only({ action, resource, context }: Request) {
  const lists = Object.entries(context).filter(
    (entry): entry is [string, string[]] => typeof entry[1] !== "string",
  );
  const texts = Object.entries(context).filter(([, value]) => typeof value === "string");
  const some = lists.filter(([, values]) => values.length > 0);
  return [
    {
      Action: action,
      Resource: resource,
      Condition: {
        StringEquals: Object.fromEntries(texts),
        "ForAllValues:StringEquals": Object.fromEntries(some),
        Null: Object.fromEntries(some.map(([key]) => [key, "false"])),
      },
    },
  ];
}

/** A witness is not contradicted, and a proof has a certificate. */
function expectTrue(
  verdict: Containment,
  sides: readonly [PolicySet, PolicySet],
  reference: ServiceReference,
): void {
  if (verdict.verdict === "refuted") {
    expect(contradicted(verdict.witness, sides, reference), JSON.stringify(verdict.witness)).to.equal(
      undefined,
    );
  }
  if (verdict.verdict === "proved") {
    const [left, right] = sides;
    const access = difference({ kind: "of", policies: left }, { kind: "of", policies: right });
    expect(checkCertificate(access, verdict.certificate, { universe: "typed", reference })).to.equal(true);
  }
}
