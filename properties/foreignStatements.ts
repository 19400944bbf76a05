import type { HeldResource } from "../policies/language/policySet.js";
import { findRequest } from "../policies/prove/findRequest.js";
import type { MatchedStatement } from "../policies/prove/question/access.js";
import type { Prover } from "../policies/prove/question/prover.js";
import { inAll } from "./allowedBy.js";
import { type Fault, faultIn } from "./refutedBecause.js";
import type { Target } from "./target.js";
import { nameStatement } from "./writtenStatements.js";

/**
 * The statements of a resource's policies that match no request on the resource: all their actions are those of
 * another service, or their `Resource` names others alone. Each with a sentence.
 */
export function foreignStatements({ policies, resource }: Target, prover: Prover): readonly Fault[] {
  if (resource?.kind !== "resource") return [];
  const isEmpty = (...statements: readonly MatchedStatement[]): boolean =>
    findRequest(inAll(...statements.map((statement) => ({ kind: "matching", statement }) as const)), prover)
      .kind === "empty";
  return (policies.resources ?? []).flatMap((held) => {
    const own: MatchedStatement = {
      action: { negated: false, patterns: held.actions ?? ["*"] },
      resource: { negated: false, patterns: placesOf(held) },
    };
    return held.policies.flatMap(({ source, document }) =>
      document.statements.flatMap((statement) => {
        const { effect, action, resource: on } = statement;
        const place = `${nameStatement({ source, document, statement })} ${effect === "Allow" ? "grants" : "denies"} nothing`;
        const fault = (why: string) => [faultIn({ source, statement }, `${place}: ${why}`)];
        if (isEmpty(own, { action })) return fault(`\`${held.address}\` takes none of its actions`);
        return on !== undefined && isEmpty(own, { resource: on })
          ? fault(`its resources match neither \`${held.address}\` nor anything in it`)
          : [];
      }),
    );
  });
}

/** The ARNs in any account; everything where AWS makes the identifier, which is unknown. */
const placesOf = ({ address, arns }: HeldResource): readonly string[] => {
  const name = address.replace(/^.*?(?=aws(?:cc)?_)/, "");
  return arns.some((arn) => arn.includes(name))
    ? ["*"]
    : arns.map((arn) =>
        arn
          .split(":")
          .map((part, at) => (at === 4 && part !== "" ? "*" : part))
          .join(":"),
      );
};
