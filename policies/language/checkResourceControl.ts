import type { JsonObject } from "../text/jsonNode.js";
import type { Statement } from "./policyDocument.js";
import type { ReadContext } from "./readContext.js";

/**
 * Reports what AWS refuses in a statement of an RCP: it denies, to the principal `*`, actions of services that it
 * names. Only the policy that AWS attaches has an `Allow`, of everything.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html
 */
export function checkResourceControl(context: ReadContext, node: JsonObject, statement: Statement): void {
  const { effect, principal, action, resource, conditions } = statement;
  const refuse = (message: string, hint: string) => context.error(node, "invalid-rcp", message, hint);
  const everyone =
    principal && !principal.negated && principal.principals.every(({ value }) => value === "*");
  if (!everyone) {
    refuse(
      "a resource control policy names only the principal `*`",
      'write `"Principal": "*"`, and name principals in a condition on aws:PrincipalArn',
    );
  }
  const everyAction = !action.negated && action.patterns.some(isEverything);
  const everything = everyAction && !resource?.negated && resource?.patterns.every(isEverything);
  if (effect === "Allow") {
    if (!everything || conditions.length > 0) {
      refuse("a resource control policy has only `Deny` statements", "write what is to be denied");
    }
  } else if (action.negated) {
    refuse(
      "a resource control policy does not accept `NotAction`",
      "name the actions in `Action`, such as s3:*",
    );
  } else if (everyAction) {
    const hint = "name each service, such as s3:*";
    refuse("a resource control policy does not accept a bare `*` as `Action`", hint);
  }
}

const isEverything = (pattern: string): boolean => /^\*+$/.test(pattern);
