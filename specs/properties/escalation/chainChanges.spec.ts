import { expect } from "chai";
import { describeChainChanges } from "../../../harness/report/describeChainChanges.js";
import { type ChainChanges, chainChanges } from "../../../harness/run/diff/chainChanges.js";
import type { Surroundings, UnknownPolicy } from "../../../properties/escalation/surroundings.js";
import { admin, functions, lambda, on, policy, type Resources, role, root, tool } from "./smallPlans.js";
import { arnOf, stepReference, targetsOf } from "./stepPlan.js";

const surroundingsIn = (plan: Resources) => targetsOf(plan)[0]!.surroundings!.now();

const changes = async (before: Resources, now: Resources): Promise<ChainChanges> =>
  chainChanges(surroundingsIn(before), surroundingsIn(now), await stepReference());

/** The same principals, one of which holds a policy that is unknown. */
function withUnknown(around: Surroundings, name: string, hole: Partial<UnknownPolicy> = {}): Surroundings {
  const unknown = {
    address: "aws_iam_policy.x",
    reason: "it is elsewhere",
    refersTo: [],
    remedy: "name it",
    ...hole,
  };
  const principals = new Map(around.principals);
  const at = `aws_iam_role.${name}`;
  principals.set(at, { ...principals.get(at)!, holes: [unknown] });
  return { ...around, principals };
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
    expect(await changes(plan, plan)).to.deep.equal({ opened: [], closed: [], undecided: [] });
    const without = { ...plan, ...role("release", root, [on("s3:GetObject", "*")]) };
    const { opened, closed } = await changes(plan, without);
    expect([opened, closed]).to.deep.equal([[], ["aws_iam_role.release", "aws_iam_role.dev"]]);
  });

  it("are undecided of those that may attach more policies than are tried, and may become them", async () => {
    const many = on("iam:AttachRolePolicy", arnOf("role", "release"), {
      Condition: { ArnLike: { "iam:PolicyARN": "arn:aws:iam::aws:policy/Amazon*" } },
    });
    const [before, now] = [
      { ...role("release", root, [on("s3:*", "*")]), ...dev },
      { ...role("release", root, [many]), ...dev },
    ];
    const { opened, undecided } = await changes(before, now);
    expect(opened).to.deep.equal([]);
    expect(undecided).to.deep.equal([
      {
        principals: ["aws_iam_role.release", "aws_iam_role.dev"],
        holes: [],
        gap: "more policies may be attached than are tried",
      },
    ]);
    expect((await changes(now, before)).undecided).to.deep.equal([]);
    expect((await changes(now, now)).undecided).to.deep.equal([]);
  });

  it("are missing where what is attached newly is of no use before the assuming of an administrator", async () => {
    const useless = policy("useless", on("iam:PassRole", arnOf("role", "nobody")));
    const attach = on("iam:AttachRolePolicy", arnOf("role", "dev"), {
      Condition: { ArnLike: { "iam:PolicyARN": arnOf("policy", "useless") } },
    });
    const become = on("sts:AssumeRole", arnOf("role", "admin"));
    const around = { ...useless, ...role("admin", root, [on("*", "*")]) };
    const [before, now] = [[become], [become, attach]].map((own) => ({
      ...around,
      ...role("dev", root, own),
    }));
    expect(outline(await changes(before!, now!))).to.deep.equal([]);
  });

  describe("where a policy is unknown", () => {
    const without = role("release", root, [on("s3:GetObject", "*")]);
    const [quiet, reading] = [
      { ...without, ...dev },
      { ...without, ...role("other", root, [on("s3:*", "*")]), ...dev },
    ];
    const found = async (before: Surroundings, now: Surroundings) => {
      const { opened, closed, undecided } = chainChanges(before, now, await stepReference());
      return {
        opened: opened.flatMap(({ principals }) => principals),
        closed,
        undecided: undecided.map(({ principals, holes }) => [...principals, holes[0]?.address].join(" ")),
      };
    };
    const unknown = ["aws_iam_role.release aws_iam_role.dev aws_iam_policy.x"];

    it("are undecided of all that get to what it may grant", async () => {
      const around = surroundingsIn(quiet);
      expect(await found(around, withUnknown(around, "release"))).to.deep.equal({
        opened: [],
        closed: [],
        undecided: unknown,
      });
      const denying = withUnknown(around, "release", { effects: ["Deny"] });
      expect((await found(around, denying)).undecided).to.deep.equal([]);
    });

    it("are undecided of no principal where nothing changes, or what changes leads elsewhere", async () => {
      const around = withUnknown(surroundingsIn(quiet), "release");
      expect((await found(around, around)).undecided).to.deep.equal([]);
      expect((await found(around, withUnknown(surroundingsIn(reading), "release"))).undecided).to.deep.equal(
        [],
      );
      const known = withUnknown(surroundingsIn(quiet), "release", { afterApply: true });
      expect((await found(known, { ...known })).undecided).to.deep.equal(unknown);
    });

    it("are undecided of one that may newly become who holds it, and of one that runs with its role", async () => {
      const apart = { ...without, ...role("dev", root, [on("s3:GetObject", "*")]) };
      const [before, now] = [apart, quiet].map((plan) => withUnknown(surroundingsIn(plan), "release"));
      expect((await found(before!, now!)).undecided).to.deep.equal(["aws_iam_role.dev aws_iam_policy.x"]);
      const updating = {
        ...role("admin", lambda, []),
        ...role("ci", root, [functions(["UpdateFunctionCode"], "tool")]),
      };
      const [idle, running] = [updating, { ...updating, ...tool }].map((plan) =>
        withUnknown(surroundingsIn(plan), "admin"),
      );
      expect((await found(idle!, running!)).undecided).to.deep.equal([
        "aws_iam_role.admin aws_iam_role.ci aws_iam_policy.x",
      ]);
    });

    it("are neither opened nor closed for certain where the other side is unknown", async () => {
      const [before, now] = [surroundingsIn(quiet), surroundingsIn(plan)];
      expect(await found(withUnknown(before, "release"), now)).to.deep.equal({
        opened: [],
        closed: [],
        undecided: unknown,
      });
      expect(await found(now, withUnknown(before, "release"))).to.deep.equal({
        opened: [],
        closed: [],
        undecided: [],
      });
    });
  });
});
