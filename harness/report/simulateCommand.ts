import { compileGlob, matchGlob } from "../../policies/language/glob.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import { policyJson } from "../../policies/language/printPolicy.js";
import type { ContextValue, Request } from "../../policies/language/request.js";
import { quoteWord } from "./replayCommand.js";

/** Longer commands are left out; in characters. */
const mostCharacters = 4000;

/**
 * The AWS command that asks AWS's own policy simulator the same; undefined where it cannot: for a request that more
 * than identity policies and a permissions boundary decide, and for long documents.
 *
 * Source: https://docs.aws.amazon.com/cli/latest/reference/iam/simulate-custom-policy.html
 */
export function simulateCommand(policies: PolicySet, request: Request): string | undefined {
  const { identity, boundary, session, resource, resources = [], endpoint, scps, rcps } = policies;
  const isOn = resources.some(({ arns }) =>
    arns.some((arn) => matchGlob(compileGlob(arn), request.resource)),
  );
  if (session || resource || endpoint || scps || rcps || isOn || identity.length === 0) return undefined;
  const printed = (some: PolicySet["identity"]) =>
    some.map(({ document }) => quoteWord(JSON.stringify(policyJson(document))));
  const words = [
    "aws iam simulate-custom-policy",
    "--policy-input-list",
    ...printed(identity),
    ...(boundary ? ["--permissions-boundary-policy-input-list", ...printed([boundary])] : []),
    "--action-names",
    quoteWord(request.action),
    ...(request.resource === "*" ? [] : ["--resource-arns", quoteWord(request.resource)]),
    ...contextWords(request.context),
  ];
  const command = words.join(" ");
  return command.length > mostCharacters ? undefined : command;
}

function contextWords(context: Request["context"]): readonly string[] {
  const entries = Object.entries(context).map(([key, value]) =>
    quoteWord(
      JSON.stringify({
        ContextKeyName: key,
        ContextKeyType: typeOf(value),
        ContextKeyValues: [value].flat(),
      }),
    ),
  );
  return entries.length === 0 ? [] : ["--context-entries", ...entries];
}

function typeOf(value: ContextValue): string {
  const list = typeof value === "string" ? "" : "List";
  const values = [value].flat();
  if (values.length > 0 && values.every((one) => /^(true|false)$/.test(one))) return `boolean${list}`;
  if (values.length > 0 && values.every((one) => /^\d{4}-\d\d-\d\dT/.test(one))) return `date${list}`;
  if (values.length > 0 && values.every((one) => /^\d{1,3}(\.\d{1,3}){3}(\/\d+)?$/.test(one)))
    return `ip${list}`;
  return `string${list}`;
}
