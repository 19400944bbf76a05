import type { Statement } from "../../policies/language/policyDocument.js";

/** The condition keys that a statement depends on, as it writes them: those of its conditions, and variables. */
export const statementKeys = ({ conditions, resource }: Statement): readonly string[] => [
  ...conditions.map(({ key }) => key),
  ...[...conditions.flatMap(({ values }) => values), ...(resource?.patterns ?? [])].flatMap((text) =>
    text.includes("${") ? [...text.matchAll(/\$\{([^}$,*?\s]+)/g)].map(([, key]) => key!) : [],
  ),
];
