import { expect } from "chai";
import { chainChanges } from "../../../harness/run/diff/chainChanges.js";
import { noEscalationPath } from "../../../properties/catalogue/noEscalationPath.js";
import { passRoleCeiling } from "../../../properties/catalogue/passRoleCeiling.js";
import type { Property } from "../../../properties/property.js";
import type { Target } from "../../../properties/target.js";
import { change, extractPlan, makePlan, unchanged } from "../../harness/plan/plans.js";
import {
  admin,
  judgeIn,
  lambda,
  on,
  passing,
  type Resources,
  role,
  root,
  stepsOf,
  tool,
} from "./smallPlans.js";
import { stepReference } from "./stepPlan.js";

interface Tagging {
  readonly tags?: object;
  readonly tags_all?: object;
  readonly unknown?: object;
  readonly sensitive?: object;
}

/** A plan in which one resource has some tags, which are unknown or sensitive in part. */
function taggedPlan(resources: Resources, address: string, { unknown, sensitive, ...tags }: Tagging) {
  const { tags_all: _, ...values } = resources[address] as Record<string, unknown>;
  const after = { ...values, ...tags };
  return extractPlan(
    makePlan([
      ...Object.entries(resources).flatMap(([one, own]) => (one === address ? [] : unchanged(one, own))),
      change(address, { after, unknown, sensitive }),
    ]),
  ).targets;
}

const asking = (condition: object): Resources => ({
  ...admin,
  ...tool,
  ...role("ci", root, [
    on(["lambda:UpdateFunctionCode", "lambda:InvokeFunction"], "*", { Condition: condition }),
  ]),
});
/** The principal has the tag of the resource. */
const isSame = { StringEquals: { "aws:PrincipalTag/team": "${aws:ResourceTag/team}" } };
const isProd = { StringEquals: { "aws:ResourceTag/team": "prod" } };

describe("tags that are unknown or sensitive", function () {
  this.timeout(20_000);
  const judged = async (targets: readonly Target[], property: Property = noEscalationPath) => {
    const outcome = await judgeIn(targets, property);
    return outcome.verdict === "undecided" && outcome.kind === "holes"
      ? `undecided ${outcome.holes.map(({ address, reason }) => `${address}: ${reason}`).join(", ")}`
      : stepsOf(outcome) || outcome.verdict;
  };
  const at = "undecided aws_lambda_function.tool.tags: ";
  const hidden = "is marked sensitive, so it is not read";
  const late = "is known only after apply";
  for (const [name, expected, condition, tagging] of [
    ["known", "critical lambda-003", isProd, { tags: { team: "prod" } }],
    ["known to be another one", "holds", isProd, { tags: { team: "dev" } }],
    ["none", "holds", isProd, {}],
    ["null", "holds", { StringEquals: { "aws:ResourceTag/team": "null" } }, { tags: { team: null } }],
    [
      "known after apply",
      `${at}the value of its tag \`team\` ${late}`,
      isProd,
      { tags: {}, unknown: { tags: { team: true } } },
    ],
    [
      "known after apply as a whole",
      `${at}which tags it has ${late}`,
      isProd,
      { unknown: { tags: true, tags_all: true } },
    ],
    [
      "known, among others that are not",
      "critical lambda-003",
      isProd,
      { tags: { team: "prod" }, unknown: { tags: { cost: true }, tags_all: true } },
    ],
    [
      "known, next to one that is not",
      "holds",
      isProd,
      {
        tags: { team: "dev" },
        tags_all: { team: "dev" },
        unknown: { tags: { cost: true }, tags_all: { cost: true } },
      },
    ],
    [
      "sensitive, though the provider copies it",
      `${at}the value of its tag \`team\` ${hidden}`,
      isProd,
      {
        tags: { team: "prod" },
        tags_all: { team: "prod" },
        sensitive: { tags: { team: true }, tags_all: {} },
      },
    ],
    [
      "sensitive as a whole",
      `${at}which tags it has ${hidden}`,
      isProd,
      { tags: { team: "prod" }, tags_all: { team: "prod" }, sensitive: { tags: true } },
    ],
    [
      "unknown, and excluded",
      `${at}the value of its tag \`team\` ${late}`,
      { StringNotEquals: { "aws:ResourceTag/team": "prod" } },
      { tags: {}, unknown: { tags: { team: true } } },
    ],
    ["none, where the caller must have it", "holds", isSame, {}],
    [
      "unknown, where the caller must have it",
      `${at}the value of its tag \`team\` ${late}`,
      isSame,
      { tags: {}, unknown: { tags: { team: true } } },
    ],
    [
      "unknown, of which no condition asks",
      "critical lambda-003",
      {},
      { tags: {}, unknown: { tags: { team: true }, tags_all: true } },
    ],
  ] as const) {
    it(`say "${expected}" of a function whose tag is ${name}`, async () =>
      expect(await judged(taggedPlan(asking(condition), "aws_lambda_function.tool", tagging))).to.equal(
        expected,
      ));
  }

  it("let a Deny that asks for them deny", async () => {
    const deny = { Effect: "Deny", Action: "lambda:*", Resource: "*", Condition: isProd };
    const plan = {
      ...admin,
      ...tool,
      ...role("ci", root, [on(["lambda:UpdateFunctionCode", "lambda:InvokeFunction"], "*"), deny]),
    };
    const [open, known] = [{ unknown: { tags: { team: true } }, tags: {} }, { tags: { team: "dev" } }].map(
      (tagging) => taggedPlan(plan, "aws_lambda_function.tool", tagging),
    );
    expect(await judged(open!)).to.equal(`${at}the value of its tag \`team\` ${late}`);
    expect(await judged(known!)).to.equal("critical lambda-003");
  });

  it("leave it undecided which roles may be passed", async () => {
    const ceiling = passRoleCeiling.with({ ceiling: ["logs:*"] });
    const plan = {
      ...role("ci", root, [passing("*", { Condition: isProd })]),
      ...role("store", lambda, [on("s3:*", "*")]),
    };
    const of = (tagging: Tagging) => judged(taggedPlan(plan, "aws_iam_role.store", tagging), ceiling);
    expect(await of({ tags: {}, unknown: { tags: { team: true } } })).to.equal(
      `undecided aws_iam_role.store.tags: the value of its tag \`team\` ${late}`,
    );
    expect(await of({ tags: { team: "prod" } })).to.equal("refuted");
    expect(await of({ tags: { team: "dev" } })).to.equal("holds");
  });

  it("leave it undecided whether a change opens a chain", async () => {
    const around = (tagging: Tagging) =>
      taggedPlan(asking(isProd), "aws_lambda_function.tool", tagging)[0]!.surroundings!.now();
    const found = async (tagging: Tagging) => {
      const { opened, undecided } = chainChanges(
        around({ tags: { team: "dev" } }),
        around(tagging),
        await stepReference(),
      );
      return [
        opened.flatMap(({ principals }) => principals),
        undecided.map(({ principals, holes }) => [...principals, ...holes.map(({ address }) => address)]),
      ];
    };
    expect(await found({ tags: { team: "prod" } })).to.deep.equal([["aws_iam_role.ci"], []]);
    expect(await found({ tags: {}, unknown: { tags: { team: true } } })).to.deep.equal([
      [],
      [["aws_iam_role.ci", "aws_lambda_function.tool.tags"]],
    ]);
  });
});
