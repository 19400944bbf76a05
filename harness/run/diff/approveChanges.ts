import { anyPermission } from "../../../properties/escalation/anyPermission.js";
import { groundsOf } from "../../gate/exception.js";
import { daysBetween } from "../../gate/isDay.js";
import { shortHash } from "../../gate/shortHash.js";
import { statementDigest } from "../../gate/statementDigest.js";
import type { AccessChange } from "./accessChange.js";
import type { Approval, ApprovedAccess, ReportedApproval } from "./approval.js";
import type { BeforeAndAfter } from "./beforeAndAfter.js";
import type { OpenedChains } from "./chainChanges.js";
import { changedStatements } from "./changedStatements.js";
import type { Diff } from "./diff.js";

/** Whether a change adds access. */
export const addsAccess = ({ change }: Pick<AccessChange, "change">): boolean =>
  change !== "removed" && change !== "narrowed";

interface Given {
  readonly sides: readonly BeforeAndAfter[];
  readonly approvals: readonly Approval[];
  /** `YYYY-MM-DD`; needed where an approval has a last day */
  readonly today?: string;
}

/** The diff with what is approved of it; and what became of each approval. */
export function approveChanges(found: Diff, { sides, approvals, today }: Given): Diff {
  const sidesOf = new Map<string, BeforeAndAfter[]>();
  for (const one of sides) {
    const name = nameOf(one.target);
    sidesOf.set(name, [...(sidesOf.get(name) ?? []), one]);
  }
  const isOver = ({ until }: Approval) =>
    until !== undefined && today !== undefined && daysBetween(today, until) < 0;
  const inForce = approvals.filter((one) => !isOver(one));
  const matched = new Set<Approval>();
  const unapproved: ApprovedAccess[] = [];
  const judge = <T extends AccessChange | OpenedChains>(one: T, access: ApprovedAccess): T => {
    const approval = inForce.find((other) => isSame(other, access));
    if (approval === undefined) {
      unapproved.push(access);
      return one;
    }
    matched.add(approval);
    return { ...one, approved: groundsOf(approval) };
  };
  const { chains } = found;
  const changes = found.changes.map((one) => (addsAccess(one) ? judge(one, accessOf(one, sidesOf)) : one));
  const opened = chains?.opened.map((one) => judge(one, stepOf(one, sidesOf)));
  const stateOf = (one: Approval): ReportedApproval["state"] =>
    isOver(one) ? "expired" : matched.has(one) ? "matched" : "unmatched";
  return {
    ...found,
    changes,
    ...(chains && { chains: { ...chains, opened: opened! } }),
    approvals: approvals.map((approval) => {
      const { written: _, ...one } = approval;
      return { ...one, state: stateOf(approval) };
    }),
    unapproved,
  };
}

/** The same access, or a part of it by the same statements. */
const isSame = (
  approval: ApprovedAccess,
  { target, actions, caller, step, statements }: ApprovedAccess,
): boolean =>
  approval.target === target &&
  approval.caller === caller &&
  approval.step === step &&
  (actions ?? []).every((action) => approval.actions?.includes(action) ?? false) &&
  approval.statements.toSorted().join() === statements.join();

type Sides = ReadonlyMap<string, readonly BeforeAndAfter[]>;

/** The address without its source: an approval outlives the name of a plan file. */
const nameOf = (target: string): string => target.slice(target.indexOf("#") + 1);

function accessOf(change: AccessChange, sides: Sides): ApprovedAccess {
  const { actions, caller } = change;
  const target = nameOf(change.target);
  const { statements: made, resources } = madeBy(sides.get(target) ?? [], actions);
  // where no statement changed, another one that grants it is another change
  const statements =
    made.length > 0
      ? made
      : change.statements.map(({ source, pointer }) => shortHash(source, pointer)).sort();
  return {
    target,
    actions,
    ...(resources.length > 0 && { resources }),
    ...(caller && { caller: caller.name }),
    statements,
  };
}

function stepOf({ hop, holder }: OpenedChains, sides: Sides): ApprovedAccess {
  const target = hop?.from ?? holder ?? "";
  const step = hop === undefined ? anyPermission.id : `${hop.step} -> ${hop.to}`;
  return { target, step, statements: madeBy(sides.get(target) ?? [], ["*"]).statements };
}

function madeBy(sides: readonly BeforeAndAfter[], actions: readonly string[]) {
  const changed = sides.map((one) => changedStatements(one, actions));
  const grants = changed.flatMap((one) => one.grants);
  const all = [...grants, ...changed.flatMap((one) => one.limits)];
  return {
    statements: [...new Set(all.map(statementDigest))].sort(),
    resources: [...new Set(grants.flatMap(({ resource }) => resource?.patterns ?? []))].sort(),
  };
}
