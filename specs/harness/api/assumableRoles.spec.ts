import { expect } from "chai";
import { assumableRoles, loadSource } from "../../../harness/planproof.js";
import { cwd } from "../cli/ask.js";
import { joinedPlan } from "../cli/joinedPlan.js";
import { change, makePlan } from "../plan/plans.js";

const edgesOf = async (plan: object) => {
  const stdin = [Buffer.from(JSON.stringify(plan))];
  const found = await assumableRoles(await loadSource("-", { stdin: asyncOf(stdin) }));
  if (!found.ok) throw new Error(found.diagnostics[0]?.message);
  return found.value;
};

async function* asyncOf(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

const denied = change("aws_iam_role_policy.deny", {
  after: {
    name: "deny",
    role: "job",
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: { Effect: "Deny", Action: "sts:*", Resource: "arn:aws:iam::*:role/reader" },
    }),
  },
});

describe("assumableRoles", () => {
  it("finds each pair of a principal and a role, with a request", async () => {
    const { edges, undecided } = await edgesOf(joinedPlan());
    expect(undecided).to.deep.equal([]);
    expect(edges.map(({ from, to, request }) => [from, to, request.resource])).to.have.deep.members([
      ["-#aws_iam_role.job", "aws_iam_role.reader", "arn:aws:iam::111122223333:role/reader"],
      ["-#aws_iam_role.job", "aws_iam_role.bare", "arn:aws:iam::111122223333:role/bare"],
    ]);
    expect(edges[0]!.statements.map(({ source }) => source)).to.include("aws_iam_role_policy.job");
  });

  it("leaves out what the principal's policies deny", async () => {
    const { resource_changes: changes } = joinedPlan() as { resource_changes: readonly object[] };
    const { edges } = await edgesOf(makePlan([...changes, denied]));
    expect(edges.map(({ to }) => to)).to.deep.equal(["aws_iam_role.bare"]);
  });

  it("finds nothing where services alone are trusted", async () => {
    const found = await assumableRoles(await loadSource("noop.plan.json", { cwd }));
    expect(found.ok && found.value.edges).to.deep.equal([]);
  });
});
