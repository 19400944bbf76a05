/** Which principal or policy of which source a target is about; {@link printAddress} prints it. */
export interface TargetAddress {
  /** what is read: `plan.json`, or for a single policy how it is called: `managed:AWSBatchFullAccess@v7` */
  readonly source: string;
  /** address of the resource, of a policy with its attribute; absent where the source is a single policy */
  readonly resource?: string;
  /** the role whose sessions the resource makes; absent where it does not make sessions of several roles */
  readonly session?: string;
  /** id of the account that a permission set is assigned in; absent for other resources */
  readonly account?: string;
  /** selectors of the statements that are left, `Sid=Batch`; absent where all are */
  readonly statements?: readonly string[];
}

/**
 * An address as reports print it, which is also a SOURCE of the command line; without its source it is what
 * `onlyTo` takes.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { printAddress } from "planproof/properties";
 *
 * const address = { source: "plan.json", resource: "aws_ssoadmin_permission_set.ops", account: "111122223333" };
 * assert.equal(printAddress(address), "plan.json#aws_ssoadmin_permission_set.ops@111122223333");
 * ```
 */
export function printAddress(address: Partial<TargetAddress>): string {
  const { source, resource, session, account, statements = [] } = address;
  const as = session === undefined ? "" : ` as ${session}`;
  const at = account === undefined ? "" : `@${account}`;
  const name = resource === undefined ? undefined : `${resource}${as}${at}`;
  return [source, name, ...statements].filter((part) => part !== undefined).join("#");
}

/** What the address is within its source: for the only policy of a source, nothing. */
export const withoutSource = ({ source: _, ...name }: TargetAddress): Omit<TargetAddress, "source"> => name;

/** The address of a permission set regardless of its account. */
export const withoutAccount = ({ account: _, ...anywhere }: TargetAddress): TargetAddress => anywhere;
