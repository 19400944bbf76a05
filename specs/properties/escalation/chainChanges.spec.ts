import { expect } from "chai";
import { describeChainChanges } from "../../../harness/report/describeChainChanges.js";
import { type ChainChanges, chainChanges } from "../../../harness/run/diff/chainChanges.js";
import { admin, functions, lambda, on, type Resources, role, root, tool } from "./smallPlans.js";
import { arnOf, stepReference, targetsOf } from "./stepPlan.js";

async function changes(before: Resources, now: Resources): Promise<ChainChanges> {
  const [then, later] = [before, now].map((plan) => targetsOf(plan)[0]!.surroundings!.now());
  return chainChanges(then!, later!, await stepReference());
}

/** The causes of what is opened, with the principals. */
const outline = ({ opened }: ChainChanges) =>
  opened.map(({ hop, holder, principals }) => [hop?.step ?? holder, ...principals].join(" "));

describe("the chains that a change opens", function () {
  this.timeout(20_000);
  const release = role("release", root, [functions(["UpdateFunctionCode"], "tool")]);
  const dev = role("dev", root, [on("sts:AssumeRole", arnOf("role", "release"))]);
  const plan: Resources = { ...admin, ...tool, ...release, ...dev };

  it("are by the one step that is new, for all principals that get further by it", async () => {
    const without = { ...plan, ...role("release", root, [on("s3:GetObject", "*")]) };
    const found = await changes(without, plan);
    expect(outline(found)).to.deep.equal(["lambda-003 aws_iam_role.release aws_iam_role.dev"]);
    expect(describeChainChanges(found)[0]).to.match(
      /^OPENED {2}aws_iam_role\.release -> aws_iam_role\.admin \(lambda-003\)\n/,
    );
  });

  it("are by a workload that is new", async () => {
    const { "aws_lambda_function.tool": _, ...without } = plan as Record<string, Resources[string]>;
    expect(outline(await changes(without, plan))).to.deep.equal([
      "lambda-003 aws_iam_role.release aws_iam_role.dev",
    ]);
  });

  it("are by a principal that holds any permission now", async () => {
    const without = { ...plan, ...role("admin", lambda, [on("s3:GetObject", "*")]) };
    expect(outline(await changes(without, plan))).to.deep.equal([
      "aws_iam_role.admin aws_iam_role.release aws_iam_role.dev",
    ]);
  });

  it("are missing where all were there before, and closed where they are not now", async () => {
    expect(await changes(plan, plan)).to.deep.equal({ opened: [], closed: [] });
    const without = { ...plan, ...role("release", root, [on("s3:GetObject", "*")]) };
    const { opened, closed } = await changes(plan, without);
    expect([opened, closed]).to.deep.equal([[], ["aws_iam_role.release", "aws_iam_role.dev"]]);
  });
});
