import { expect } from "chai";
import { holesOf } from "../../../../properties/target.js";
import { allow, change, extractPlan, makePlan, trust, unchanged } from "../plans.js";

type Values = Readonly<Record<string, unknown>>;

const role: Values = { name: "r", path: "/", assume_role_policy: trust };
const known = unchanged("aws_iam_role.r", role);
const update = (address: string, before: Values, after: Values, more: object = {}) =>
  change(address, { actions: ["update"], before, after, ...more });
/** The change with an attribute marked sensitive, before and after. */
function hiding(made: object, attribute: string) {
  const { change: inner, ...rest } = made as { readonly change: object };
  const marks = { [attribute]: true };
  return { ...rest, change: { ...inner, before_sensitive: marks, after_sensitive: marks } };
}
function lasting(...changes: readonly object[]) {
  const { targets, earlier } = extractPlan(makePlan(changes));
  const before = [...targets, ...earlier!.gone][0]!.before!;
  return holesOf(before).map((hole) => hole.lasting === true);
}

describe("what is unknown before and after a change", () => {
  const arn = "arn:aws:iam::aws:policy/NotMadeYet";
  const attachment = { role: "r", policy_arn: arn };
  const inline = (policy: string, tags: object = {}): Values => ({ role: "r", name: "p", policy, tags });
  const bound = { ...role, permissions_boundary: "arn:aws:iam::123456789012:policy/elsewhere" };
  const policy = (text: string): Values => ({ name: "p", path: "/", policy: text });

  for (const [title, changes] of [
    ["a policy that is not bundled", [known, unchanged("aws_iam_role_policy_attachment.a", attachment)]],
    [
      "a sensitive string",
      [known, hiding(unchanged("aws_iam_role_policy.p", inline(allow("s3:*"))), "policy")],
    ],
    [
      "a sensitive string in a resource that changes elsewhere",
      [
        known,
        hiding(
          update("aws_iam_role_policy.p", inline(allow("s3:*")), inline(allow("s3:*"), { a: "b" })),
          "policy",
        ),
      ],
    ],
    ["a boundary elsewhere", [update("aws_iam_role.r", bound, { ...bound, tags: { a: "b" } })]],
    ["a principal outside the plan", [unchanged("aws_iam_role_policy.p", inline(allow("s3:*")))]],
    ["whose a policy is", [known, hiding(unchanged("aws_iam_role_policy.p", inline(allow("s3:*"))), "role")]],
  ] as const) {
    it(`is the same for ${title}`, () => {
      expect(lasting(...changes)).to.deep.equal([true]);
    });
  }

  for (const [title, changes] of [
    [
      "a sensitive string that changes",
      [known, hiding(update("aws_iam_role_policy.p", inline(allow("s3:*")), inline(allow("*"))), "policy")],
    ],
    [
      "whose a policy is that changes",
      [
        known,
        hiding(unchanged("aws_iam_role_policy_attachment.a", attachment), "role"),
        update("aws_iam_policy.p", policy(allow("s3:*")), policy(allow("*"))),
      ],
    ],
    [
      "which policy is attached, where one changes",
      [
        known,
        hiding(unchanged("aws_iam_role_policy_attachment.a", attachment), "policy_arn"),
        update("aws_iam_policy.p", policy(allow("s3:*")), policy(allow("*"))),
      ],
    ],
    [
      "what goes",
      [known, change("aws_iam_role_policy_attachment.a", { actions: ["delete"], before: attachment })],
    ],
    [
      "what is known only after apply",
      [
        known,
        hiding(
          update(
            "aws_iam_role_policy.p",
            inline(allow("s3:*")),
            { role: "r", name: "p" },
            { unknown: { policy: true } },
          ),
          "policy",
        ),
      ],
    ],
  ] as const) {
    it(`is not the same for ${title}`, () => {
      expect(lasting(...changes)).to.deep.equal([false]);
    });
  }
});
