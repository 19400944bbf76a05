import type { Statement } from "../policies/language/policyDocument.js";
import type { Policy } from "../policies/language/policySet.js";
import type { Target } from "./target.js";

/** A statement of a policy that the source writes. */
export interface WrittenStatement {
  readonly source: string;
  readonly document: Policy["document"];
  readonly statement: Statement;
}

/**
 * The statements of a target that its source writes: of a resource those of its policies, else of the identity
 * policies and the boundary. Those of AWS managed policies are not the user's to change, and count where one is the
 * source.
 */
export function writtenStatements({ policies, resource, address }: Target): readonly WrittenStatement[] {
  const { identity, boundary, resources = [] } = policies;
  const own =
    resource === undefined
      ? [...identity, ...(boundary ? [boundary] : [])]
      : resources.flatMap((held) => held.policies);
  const isAlone = address.resource === undefined;
  return own
    .filter(({ source }) => isAlone || !source.startsWith("managed:"))
    .flatMap(({ source, document }) =>
      document.statements.map((statement) => ({ source, document, statement })),
    );
}

/** A statement as messages name it. */
export const nameStatement = ({ source, statement }: WrittenStatement): string =>
  `${statement.sid === undefined ? statement.pointer : `\`${statement.sid}\`, ${statement.pointer}`} of \`${source}\``;
