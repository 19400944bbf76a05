import { type CallerMembers, membersOf } from "../../../policies/prove/callers/callerMembers.js";
import type { ExampleCaller } from "../../../properties/exampleCaller.js";
import type { Snapshot } from "../policies/snapshot.js";
import { accountIdOf } from "../resources/predictArns.js";
import { shownString, stringOrDefault } from "../resources/resource.js";
import { permissionSetArns } from "./permissionSetRole.js";
import type { PrincipalRef } from "./principals.js";

/** What is certain of the callers that a principal may be, and what is unknown of it. */
export interface CertainCallers {
  readonly callers: CallerMembers;
  /** absent where nothing is unknown */
  readonly example?: ExampleCaller;
}

/** @param assignedIn the account that a permission set is assigned in, if it is known */
export function certainCallers(
  holder: PrincipalRef,
  snapshot: Snapshot,
  assignedIn: string | undefined,
): CertainCallers {
  const { type, resource, name, address } = holder;
  const { arns } = snapshot;
  const isSet = type === "aws_ssoadmin_permission_set";
  const isGroup = type === "aws_iam_group";
  const arn = resource && !isSet && !isGroup ? arns.arn(resource) : null;
  if (arn) return { callers: membersOf(arn) };
  const owner = resource && arns.accountOf(resource);
  const account = isSet ? assignedIn : resource === undefined ? arns.account : accountIdOf(resource, arns);
  const partition = owner?.partition ?? "aws*";
  const patterns = isSet
    ? permissionSetArns(holder, account ?? anyAccount, snapshot)
    : pathsAndNames(holder).map((one) => `arn:${partition}:iam::${account ?? anyAccount}:${one}`);
  const keys = [
    ...(account === undefined ? accountKeys : []),
    // whichever its members are, a group has no other name
    ...(isGroup && account !== undefined ? [] : ["aws:principalarn"]),
    ...(type === "aws_iam_user" && name === undefined ? ["aws:username"] : []),
  ];
  const callers: CallerMembers = {
    types: [isGroup || type === "aws_iam_user" ? "user" : "role"],
    partition,
    ...(account !== undefined && { account: { only: [account] } }),
    arn: { only: patterns },
  };
  if (keys.length === 0) return { callers };
  return { callers, example: { keys, hole: unknownArn(address, account === undefined) } };
}

const anyAccount = "????????????";
const accountKeys = ["aws:principalaccount", "kms:calleraccount", "aws:sourceowner"];

/** `role/ops/x-*`: the ARNs of a role or user without the account; of a group those of all users. */
function pathsAndNames({ type, resource, name }: PrincipalRef): readonly string[] {
  if (type === "aws_iam_group") return ["user/*"];
  const segment = type === "aws_iam_user" ? "user" : "role";
  const prefix = resource && shownString(resource, "name_prefix");
  const called = name ?? (prefix === undefined ? "*" : `${prefix}*`);
  const path = resource && stringOrDefault(resource, "path", "/");
  return path === undefined
    ? [`${segment}/${called}`, `${segment}/*/${called}`]
    : [`${segment}${path}${called}`];
}

const unknownArn = (address: string, isElsewhere: boolean): ExampleCaller["hole"] => ({
  address,
  reason: "its ARN is unknown, and a condition asks for the ARN, the account or the name of the caller",
  refersTo: [],
  remedy: isElsewhere ? "give the account with `--account`" : "give it a known name and path",
  afterApply: true,
});
