import { createHash } from "node:crypto";
import type { Request } from "../../policies/language/request.js";
import { resourceAccount } from "../run/resourceAccount.js";

/** A request as a row of a corpus writes it: without the principal of its target, and what follows from the rest. */
export const shortRequest = ({
  principal,
  action,
  resource,
  resourceAccount: account,
  context,
}: Request) => ({
  action,
  resource,
  ...(account !== resourceAccount(resource, principal) && { resourceAccount: account }),
  ...(Object.keys(context).length > 0 && { context }),
});

/** The name of a case, made of its target and its request alone: no change of policies changes it. */
export function caseId(target: string, request: Request): string {
  const content = JSON.stringify([target, shortRequest(request)]);
  const digest = createHash("sha256").update(content).digest("hex").slice(0, 8);
  return `${request.action.replace(/[^\w]+/g, "-")}-${digest}`;
}
