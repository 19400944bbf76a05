import type { PlanContext } from "../configuration/resourceValue.js";
import rows from "../provider/impliedStatements.json" with { type: "json" };
import { groupBy } from "../resources/groupBy.js";
import { principalArnIn } from "../resources/principalArn.js";
import { boundPolicy } from "../unknown/boundPolicy.js";
import type { ExtractedPolicy } from "./extractedPolicy.js";
import type { FoundPolicy } from "./findPolicies.js";
import { type ImpliedRow, impliedStatement } from "./impliedStatement.js";

const byType = groupBy(rows as readonly ImpliedRow[], ({ type }) => type);

/** The access that resources other than policies grant. */
export interface ImpliedPolicies {
  readonly found: readonly FoundPolicy[];
  /** addresses of the resources whose access the policy language cannot state */
  readonly unstated: readonly string[];
}

/**
 * The statements that resources such as `aws_lambda_permission` add to the policy of another resource, each as
 * a separate document.
 *
 * Source: https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
 */
export function impliedPolicies({ index, arns }: Pick<PlanContext, "index" | "arns">): ImpliedPolicies {
  const found: FoundPolicy[] = [];
  const unstated: string[] = [];
  for (const resource of index.resources) {
    const [row] = resource.mode === "managed" ? (byType.get(resource.type) ?? []) : [];
    if (row === undefined) continue;
    if (row.actions === undefined) unstated.push(resource.address);
    const { kind = "resource", type, holder } = row;
    const marked = impliedStatement(resource, row, index);
    if (marked === undefined) continue;
    const principalArn = principalArnIn({ index, arns });
    const named = { source: resource.address, place: resource.address, kind, principalArn };
    const policy: ExtractedPolicy = {
      address: resource.address,
      attribute: "",
      kind,
      refersTo: marked.holes.flatMap(({ refersTo }) => refersTo),
      providerDefault: false,
      attachedTo: [],
      ...(boundPolicy(marked, named) ?? refused),
    };
    const at = { type, attribute: "", kind, ...(holder !== undefined && { holder }) };
    found.push({ resource, row: at, block: resource.values, policy });
  }
  return { found, unstated };
}

/** For example an invalid principal. */
const refused = {
  policy: null,
  document: null,
  unknown: [],
  diagnostics: [
    {
      code: "implied-statement",
      severity: "error",
      message: "the resource gives access with a statement that AWS would refuse",
      hint: "check its principal and its conditions",
    },
  ],
} as const;
