import { expect } from "chai";
import { casesTest } from "../../../../harness/run/mutate/casesTest.js";
import { type MutationTest, mutateTargets } from "../../../../harness/run/mutate/mutateTargets.js";
import { parsePolicy } from "../../../../policies/language/parsePolicy.js";
import { loadServiceReference } from "../../../../policies/reference/loadServiceReference.js";
import type { ServiceReference } from "../../../../policies/reference/serviceReference.js";
import type { Target } from "../../../../properties/target.js";
import { identitySet } from "../../../generators/identitySet.js";

const principal = "arn:aws:iam::111122223333:role/example";
const target = (resource: string, policies: Target["policies"]): Target => ({
  address: { source: "plan.json", resource },
  principal,
  policies,
  holes: [],
});

describe("mutateTargets", () => {
  let reference: ServiceReference;
  before(async () => {
    reference = await loadServiceReference();
  });

  const shared = identitySet({
    Effect: "Allow",
    Action: ["sqs:SendMessage", "sqs:PurgeQueue"],
    Resource: "*",
  });
  const both = [target("aws_iam_role.a", shared), target("aws_iam_role.b", shared)];
  const dropped = (test: MutationTest, targets = both) =>
    mutateTargets(targets, { reference, test, isChosen: ({ operator }) => operator === "action-drop" });
  const request = (action: string) => ({
    principal,
    action,
    resource: "arn:aws:sqs:us-east-1:111122223333:q",
    resourceAccount: "111122223333",
    context: {},
  });
  const allowed = (id: string, of: Target, action: string) =>
    ({ id, target: of, request: request(action), expected: "allowed" }) as const;

  it("makes one mutant of a policy that several targets have, killed where the cases of one notice it", async () => {
    const mutation = await dropped(casesTest([allowed("send", both[1]!, "sqs:SendMessage")]));
    expect(mutation.counts).to.deep.equal({
      killed: 1,
      survived: 1,
      equivalent: 0,
      untyped: 0,
      undecided: 0,
    });
    expect(mutation.score).to.equal(0.5);
    const [killed, survived] = mutation.mutants;
    expect(killed).to.deep.include({ status: "killed", by: "send", source: shared.identity[0]!.source });
    expect(killed!.targets).to.deep.equal(["plan.json#aws_iam_role.a", "plan.json#aws_iam_role.b"]);
    expect(survived!.witness).to.deep.include({ expected: "allowed", mutated: "implicitDeny" });
    expect(survived!.witness!.request.action).to.equal("sqs:PurgeQueue");
  });

  it("puts mutants that nothing can notice to no slow test", async () => {
    const covered = identitySet(
      { Effect: "Allow", Action: ["sqs:SendMessage", "sqs:PurgeQueue"], Resource: "*" },
      { Effect: "Allow", Action: "sqs:Send*", Resource: "*" },
    );
    const asked: string[] = [];
    const notice: MutationTest["notice"] = ({ after }) => {
      asked.push(...after!.action.patterns);
      return undefined;
    };
    const { counts } = await dropped({ notice, slow: true }, [target("aws_iam_role.a", covered)]);
    expect(counts).to.deep.include({ equivalent: 1, survived: 1 });
    expect(asked).to.deep.equal(["sqs:SendMessage"]);
  });

  it("has no score where no mutant can be noticed", async () => {
    const covered = identitySet(
      { Effect: "Allow", Action: ["sqs:SendMessage", "sqs:SendMessageBatch"], Resource: "*" },
      { Effect: "Allow", Action: "sqs:*", Resource: "*" },
    );
    const { counts, score } = await dropped(casesTest([]), [target("aws_iam_role.a", covered)]);
    expect(counts.equivalent + counts.untyped).to.equal(2);
    expect(score).to.equal(null);
  });

  describe("of trust and resource policies", () => {
    const role = "arn:aws:iam::111122223333:role/example";
    const held = (kind: "trust" | "resource", address: string, Statement: object): Target => {
      const parsed = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement }), kind);
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
      const place =
        kind === "trust"
          ? { arns: [role], actions: ["sts:*"] }
          : { arns: ["arn:aws:sqs:us-east-1:111122223333:q"] };
      const policies = [{ source: address, document: parsed.value }];
      return {
        ...target(address, {
          identity: [],
          resources: [{ address, ...place, account: "111122223333", policies }],
        }),
        resource: { kind },
      };
    };
    const outcomes = async (of: Target, notice: MutationTest["notice"] = () => undefined) => {
      const { mutants } = await mutateTargets([of], { reference, test: { notice } });
      return new Map(mutants.map((one) => [one.operator, one]));
    };
    const partner = held("trust", "aws_iam_role.partner.assume_role_policy", {
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::444455556666:root" },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "sts:ExternalId": "x7" } },
    });

    it("reports a dropped ExternalId and a wider principal, with the caller who gains by it", async () => {
      const found = await outcomes(partner);
      const dropped = found.get("source-guard-drop")!.witness!;
      expect(dropped).to.deep.include({ expected: "implicitDeny", mutated: "allowed" });
      expect(dropped.request).to.deep.include({ action: "sts:AssumeRole", resource: role });
      expect(dropped.request.principal).to.match(/^arn:aws:iam::444455556666:/);
      expect(dropped.request.context).to.deep.equal({});
      expect(found.get("principal-widen")!.status).to.equal("survived");
      expect(found.get("principal-swap")!.witness!.expected).to.be.oneOf(["allowed", "implicitDeny"]);
    });

    it("never leaves a role without its trust policy", async () => {
      expect((await outcomes(partner)).has("resource-policy-drop")).to.equal(false);
    });

    it("reports a dropped SourceArn of a queue, and its policy removed", async () => {
      const found = await outcomes(
        held("resource", "aws_sqs_queue_policy.q", {
          Effect: "Allow",
          Principal: { Service: "sns.amazonaws.com" },
          Action: "sqs:SendMessage",
          Resource: "arn:aws:sqs:us-east-1:111122223333:q",
          Condition: { ArnEquals: { "aws:SourceArn": "arn:aws:sns:us-east-1:111122223333:t" } },
        }),
      );
      const dropped = found.get("source-guard-drop")!.witness!;
      expect(dropped.request).to.deep.include({ principal: "sns.amazonaws.com", action: "sqs:SendMessage" });
      expect(found.get("resource-policy-drop")!.status).to.equal("survived");
    });

    it("is killed by a test that notices it", async () => {
      const found = await outcomes(partner, ({ operator }) =>
        operator === "source-guard-drop" ? "mine" : undefined,
      );
      expect(found.get("source-guard-drop")).to.deep.include({ status: "killed", by: "mine" });
    });
  });
});
