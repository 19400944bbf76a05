import { readCaller } from "../../evaluate/caller.js";
import { policiesIn } from "../../language/policiesIn.js";
import type { PrincipalElement } from "../../language/policyDocument.js";
import type { PolicySet } from "../../language/policySet.js";
import { exampleAccount } from "../../reference/exampleAccount.js";
import { examplePrincipal } from "../../reference/exampleRole.js";
import type { CallerMembers } from "../callers/callerMembers.js";
import type { ProveOptions } from "./proveOptions.js";

/** Who asks, and whose resources; both stay the same over all requests of a question. */
export interface ProofPrincipal {
  readonly principal: string;
  readonly resourceAccount: string;
  /** @defaultValue free */
  readonly callerKeys?: "free" | "bound" | CallerMembers;
  /** @defaultValue the principal alone */
  readonly among?: CallerMembers;
}

/** Who asks in every request of a question. */
export const requesterOf = ({
  principal = examplePrincipal,
  resourceAccount,
  callerKeys,
  among,
}: ProveOptions): ProofPrincipal => ({
  principal,
  resourceAccount: resourceAccount ?? (readCaller(principal).account || exampleAccount),
  ...(callerKeys && { callerKeys }),
  ...(among && { among }),
});

/** True when some statement distinguishes one principal from another, so that it matters who asks. */
export const dependsOnPrincipal = (set: PolicySet): boolean =>
  policiesIn(set).some(({ document }) =>
    document.statements.some(({ principal }) => principal !== undefined && !namesEveryone(principal)),
  );

const namesEveryone = ({ negated, principals }: PrincipalElement): boolean =>
  !negated && principals.some(({ type, value }) => type === "*" || (type === "AWS" && value === "*"));
