import { expect } from "chai";
import { casesTest } from "../../../../harness/run/mutate/casesTest.js";
import { type MutationTest, mutateTargets } from "../../../../harness/run/mutate/mutateTargets.js";
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
});
