import { expect } from "chai";
import type { Extraction } from "../../../../harness/plan/extraction.js";
import { denyingAll } from "../../../../harness/plan/unknown/denyingAll.js";
import type { Target } from "../../../../properties/target.js";
import { allow, change, extractPlan, makePlan, trust, unchanged, written } from "../plans.js";

type Values = Readonly<Record<string, unknown>>;

const role = (name: string, more: object = {}) => ({ name, path: "/", assume_role_policy: trust, ...more });
const update = (address: string, before: Values, after: Values, more: object = {}) =>
  change(address, { actions: ["update"], before, after, ...more });
/** The change with the attributes marked sensitive as they were before. */
function hiding(made: object, ...attributes: readonly string[]) {
  const { change: inner, ...rest } = made as { readonly change: object };
  const marks = Object.fromEntries(attributes.map((attribute) => [attribute, true]));
  return { ...rest, change: { ...inner, before_sensitive: marks } };
}
const outline = ({ before }: Target) => ({
  before: before?.policies.identity.map(({ source }) => source),
  holes: before?.holes.map(({ address }) => address),
  open: before?.bounds?.unknown.map(({ address }) => address),
});
const extractOf = (changes: readonly object[], resources: readonly object[] = []): Extraction =>
  extractPlan(makePlan(changes, { resources }));
const only = (changes: readonly object[], resources: readonly object[] = []) =>
  outline(extractOf(changes, resources).targets[0]!);

describe("what was held before a change", () => {
  const known = unchanged("aws_iam_role.r", role("r"));
  const inline = (policy: string) => ({ role: "r", name: "p", policy });
  const changed = update("aws_iam_role_policy.p", inline(allow("s3:*")), inline(allow("s3:Get")));

  it("has no bounds where all of it is known", () => {
    expect(only([known, changed])).to.deep.equal({
      before: ["aws_iam_role_policy.p"],
      holes: [],
      open: undefined,
    });
  });

  it("is unknown where a policy was sensitive, refused, or is not bundled", () => {
    const arn = "arn:aws:iam::aws:policy/NotMadeYet";
    const detached = change("aws_iam_role_policy_attachment.a", {
      actions: ["delete"],
      before: { role: "r", policy_arn: arn },
    });
    const refused = update("aws_iam_role_policy.p", inline('{"Statement":[7]}'), inline(allow("s3:Get")));
    for (const [was, hole] of [
      [hiding(changed, "policy"), "aws_iam_role_policy.p.policy"],
      [refused, "aws_iam_role_policy.p.policy"],
      [detached, "aws_iam_role_policy_attachment.a.policy_arn"],
    ] as const) {
      expect(only([known, was])).to.deep.equal({ before: [], holes: [hole], open: undefined });
      expect(extractOf([known, was]).targets[0]!.holes).to.deep.equal([]);
    }
  });

  it("is unknown where it is not known whose a policy was", () => {
    expect(only([known, hiding(changed, "role")])).to.deep.include({ holes: ["aws_iam_role_policy.p.role"] });
  });

  it("is never found by references of the configuration, which is that of the time after", () => {
    const moved = hiding(
      update("aws_iam_role_policy.p", { role: "other", policy: allow("s3:*") }, inline(allow("s3:*"))),
      "role",
    );
    const resources = [written("aws_iam_role_policy.p", { role: ["aws_iam_role.r.name", "aws_iam_role.r"] })];
    expect(only([known, moved], resources)).to.deep.equal({
      before: [],
      holes: ["aws_iam_role_policy.p.role"],
      open: undefined,
    });
  });

  it("has two readings where the permissions boundary is not known", () => {
    const boundary = "arn:aws:iam::123456789012:policy/elsewhere";
    const freed = update("aws_iam_role.r", role("r", { permissions_boundary: boundary }), role("r"));
    const [target] = extractOf([freed, changed]).targets;
    expect(outline(target!)).to.deep.include({ holes: [], open: ["aws_iam_role.r.permissions_boundary"] });
    expect(target!.before!.bounds!.lower.boundary).to.deep.equal(
      denyingAll("aws_iam_role.r.permissions_boundary"),
    );
    expect(target!.before!.policies.boundary).to.equal(undefined);
    expect(target!.bounds).to.equal(undefined);
  });

  it("keeps what the role itself showed, where only later a separate resource takes it over", () => {
    const mirror = role("r", { inline_policy: [{ name: "p", policy: allow("s3:*") }] });
    const created = change("aws_iam_role_policy.p", { after: inline(allow("s3:Get")) });
    const resources = [written("aws_iam_role.r", { assume_role_policy: {} })];
    const { targets } = extractOf([unchanged("aws_iam_role.r", mirror), created], resources);
    expect(outline(targets[0]!).before).to.deep.equal(["aws_iam_role.r.inline_policy[0].policy"]);
    expect(targets[0]!.policies.identity.map(({ source }) => source)).to.deep.equal([
      "aws_iam_role_policy.p",
    ]);
  });

  it("of an unattached policy is unknown likewise", () => {
    const policy = (text: string) => ({ name: "p", path: "/", policy: text });
    const lone = hiding(update("aws_iam_policy.p", policy(allow("s3:*")), policy(allow("s3:Get"))), "policy");
    expect(only([lone])).to.deep.equal({ before: [], holes: ["aws_iam_policy.p.policy"], open: undefined });
  });
});
