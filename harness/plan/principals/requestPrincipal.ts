import type { Snapshot } from "../policies/snapshot.js";
import type { PrincipalType } from "../provider/attachmentRules.js";
import { accountIdOf } from "../resources/predictArns.js";
import { principalArn } from "../resources/principalArn.js";
import type { AssignedAccounts } from "./accountAssignments.js";
import { type CertainCallers, certainCallers } from "./certainCallers.js";
import { permissionSetRole } from "./permissionSetRole.js";
import type { PrincipalRef } from "./principals.js";

/** What requests of a principal are made by: one, or for a permission set one in each of its accounts. */
export interface RequestPrincipal extends CertainCallers {
  /** the account that a permission set is assigned in, a part of the address of its target; absent for others */
  readonly assignedIn?: string;
  /** an example where the account is not known */
  readonly principal: string;
  /** the account whose organization policies bind it; undefined where the plan shows none */
  readonly account: string | undefined;
}

/** @param assigned what {@link assignedAccounts} finds in the same snapshot */
export function requesters(
  holder: PrincipalRef,
  snapshot: Snapshot,
  assigned: AssignedAccounts,
): readonly RequestPrincipal[] {
  if (holder.type !== "aws_ssoadmin_permission_set") {
    const { arns } = snapshot;
    // a provider that logs in otherwise may work in any account, although the plan shows one
    const account = holder.resource === undefined ? arns.account : accountIdOf(holder.resource, arns);
    const principal = requestPrincipal(holder, snapshot);
    return [{ principal, ...certainCallers(holder, snapshot, undefined), account }];
  }
  const accounts = assigned.accounts.get(holder.address);
  if (accounts === undefined) {
    const principal = permissionSetRole(holder, undefined, snapshot);
    // it may be assigned elsewhere by an assignment whose permission set is unknown
    const account = assigned.unknown.length > 0 ? undefined : snapshot.arns.account;
    return [{ principal, ...certainCallers(holder, snapshot, account), account }];
  }
  return accounts.map((account) => ({
    ...(account !== undefined && { assignedIn: account }),
    principal: permissionSetRole(holder, account, snapshot),
    ...certainCallers(holder, snapshot, account),
    // an account that is made by the plan is not the one it is made from
    account,
  }));
}

/** A group makes no requests, so a member of it represents it. */
function requestPrincipal(holder: PrincipalRef, { arns }: Snapshot): string {
  const { resource, type, name } = holder;
  if (resource !== undefined && type !== "aws_iam_group") return principalArn(resource, arns);
  const called = type === "aws_iam_group" ? "example" : (name ?? "example");
  return `arn:aws:iam::${arns.standIn}:${segments[type]}/${called}`;
}

const segments: Readonly<Record<PrincipalType, string>> = {
  aws_iam_role: "role",
  aws_iam_user: "user",
  aws_iam_group: "user",
  aws_ssoadmin_permission_set: "role",
};
