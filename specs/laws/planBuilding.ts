import { trust } from "../harness/plan/plans.js";
import type { Attached, Drawn, Holder, HolderType, Inline, Managed, Pointer } from "./drawn.js";
import { type DrawnPolicy, type DrawnResource, referredResources } from "./drawnPolicy.js";
import { expressions, filled, hasLater, Later, reference, type Values } from "./later.js";

const account = "123456789012";
const arnOf = (type: string, name: string): string => `arn:aws:iam::${account}:${type}/${name}`;
const ofAws = "arn:aws:iam::aws:policy/service-role/AWSBatchServiceRole";
const holderTypes = ["role", "user", "group"] as const;

/** Builds the resources of a plan from what was drawn. */
export class PlanBuilding {
  readonly resources: DrawnResource[] = [...referredResources];
  readonly #drawn: Drawn;

  constructor(drawn: Drawn) {
    this.#drawn = drawn;
    const { bucket, shared, stray, holders } = drawn;
    if (drawn.knowsAccount) {
      const after = { account_id: account, arn: arnOf("user", "me") };
      this.resources.push({ address: "data.aws_caller_identity.me", after });
    }
    for (const [index, policy] of drawn.policies.entries()) this.#managed(policy, index);
    for (const type of holderTypes) if (holders[type]) this.#holder(type, holders[type]);
    if (shared !== null) this.#shared(shared);
    if (stray !== null && holders.role) this.#stray(stray);
    if (drawn.membership !== "none" && holders.user && holders.group) this.#member();
    if (bucket !== null) this.#policy("aws_s3_bucket_policy.b", bucket, { bucket: "b" });
    this.resources.push(...drawn.organization, {
      address: "data.aws_iam_policy.elsewhere",
      after: { arn: arnOf("policy", "elsewhere"), name: "elsewhere", policy: drawn.elsewhere },
      isHidden: true,
    });
  }

  #managed({ isNew, policy, earlier }: Managed, index: number): void {
    const arn = arnOf("policy", `p${index}`);
    const known = { name: `p${index}`, path: "/" };
    const values = { ...known, arn: isNew ? new Later([arn, arn, arn]) : arn };
    const before = isNew ? undefined : { ...known, arn, policy: earlier };
    this.#policy(`aws_iam_policy.p${index}`, policy, values, before);
  }

  #policy(address: string, policy: DrawnPolicy, values: Values, before?: Values): void {
    const { value, resources, template, isSensitive } = policy(address.replace(/\W/g, "_"));
    this.resources.push(...resources, {
      address,
      after: { ...values, policy: value },
      ...(before && { before }),
      ...(isSensitive && { sensitive: ["policy"] }),
      ...(template !== undefined && {
        written: { ...expressions(values), policy: { constant_value: template } },
      }),
    });
  }

  /** The ARN that a pointer results in. */
  #arn({ kind, which }: Pointer): string | Later {
    const { policies } = this.#drawn;
    if (kind === "elsewhere") return arnOf("policy", "elsewhere");
    if (kind === "aws" || policies.length === 0) return ofAws;
    const arns = which.map((at) => arnOf("policy", `p${at % policies.length}`));
    if (kind === "open") return new Later(arns, ["local.which"]);
    const index = which[0]! % policies.length;
    if (!policies[index]!.isNew) return arns[0]!;
    return new Later([arns[0], arns[0], arns[0]], reference(`aws_iam_policy.p${index}`, "arn"));
  }

  #holder(type: HolderType, { isNew, hasPrefix, boundary, inline, attached }: Holder): void {
    const address = `aws_iam_${type}.x`;
    const isUnnamed = isNew && hasPrefix;
    const names = isUnnamed ? ["x-1", "x-2", "x-3"] : ["x", "x", "x"];
    const arns = names.map((name) => arnOf(type, name));
    const fixed = { path: "/", ...(type === "role" && { assume_role_policy: trust }) };
    const after = {
      ...fixed,
      name: isUnnamed ? new Later(names) : "x",
      ...(isUnnamed && { name_prefix: "x-" }),
      arn: isNew ? new Later(arns) : arns[0],
      ...(boundary && type !== "group" && { permissions_boundary: this.#arn(boundary) }),
    };
    const before = { ...fixed, name: "x", arn: arns[0] };
    this.resources.push({ address, after, ...(!isNew && { before }) });
    for (const [index, one] of inline.entries()) {
      const values = { name: `i${index}`, [type]: this.#name(type) };
      this.#inline(`aws_iam_${type}_policy.i${index}`, one, { values, isNew });
    }
    for (const one of attached) this.#attached(type, one, isNew);
  }

  #attached(type: HolderType, { pointer, change }: Attached, isNew: boolean): void {
    const after = { [type]: this.#name(type), policy_arn: this.#arn(pointer) };
    const isKnown = !isNew && !hasLater(after);
    this.resources.push({
      address: `aws_iam_${type}_policy_attachment.a`,
      after: change === "delete" && isKnown ? null : after,
      ...(change !== "create" && isKnown && { before: after }),
    });
  }

  #inline(
    address: string,
    { policy, earlier, isGone }: Inline,
    { values, isNew }: { readonly values: Values; readonly isNew: boolean },
  ): void {
    const before = earlier === null || isNew ? undefined : { ...values, policy: earlier };
    if (isGone && before !== undefined) this.resources.push({ address, after: null, before });
    else this.#policy(address, policy, values, before);
  }

  /** The name of a holder, seen from elsewhere. */
  #name(type: HolderType): unknown {
    const { after } = this.resources.find(({ address }) => address === `aws_iam_${type}.x`)!;
    const value = after!["name"];
    return value instanceof Later ? new Later(value.values, reference(`aws_iam_${type}.x`, "name")) : value;
  }

  #shared(to: Pointer): void {
    const names = (type: HolderType, ...others: readonly string[]) =>
      this.#drawn.holders[type] ? [this.#name(type), ...others] : [];
    const users = names("user");
    const some = to.which.map((at, filling) => (at === 0 ? filled(users, filling) : []));
    this.resources.push({
      address: "aws_iam_policy_attachment.shared",
      after: {
        name: "shared",
        policy_arn: this.#arn(to),
        roles: names("role", "other"),
        users: to.kind === "open" ? new Later(some, ["local.users"]) : users,
        groups: names("group"),
      },
    });
  }

  #stray({ policy, isOwn }: NonNullable<Drawn["stray"]>): void {
    const whose = isOwn.map((own, filling) => (own ? filled(this.#name("role"), filling) : "other"));
    const role = new Later(whose, ["local.whose"]);
    this.#policy("aws_iam_role_policy.stray", policy, { name: "stray", role });
  }

  #member(): void {
    const [user, group] = [this.#name("user"), this.#name("group")];
    const some = [0, 1, 2].map((filling) => (filling === 1 ? [] : [filled(group, filling)]));
    const groups = this.#drawn.membership === "known" ? [group] : new Later(some, ["local.groups"]);
    this.resources.push({ address: "aws_iam_user_group_membership.m", after: { user, groups } });
  }
}
