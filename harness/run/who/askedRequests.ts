import type { Condition } from "../../../policies/language/policyDocument.js";
import type { PolicySet } from "../../../policies/language/policySet.js";
import type { Request } from "../../../policies/language/request.js";
import type { Access } from "../../../policies/prove/question/access.js";
import { applyContext } from "./applyContext.js";
import type { AskedAccess } from "./who.js";

/** The requests that are asked about, ready to be put to policies. */
export interface AskedRequests {
  readonly context: Request["context"];
  /** all of them */
  readonly space: Access;
  /** policies as they apply to requests with the context */
  readonly apply: (policies: PolicySet) => PolicySet;
  /** a request with the context that all of them carry */
  readonly complete: (request: Request) => Request;
}

export function askedRequests({ action, resource, context = {} }: AskedAccess): AskedRequests {
  const given = new Set(Object.keys(context).map((key) => key.toLowerCase()));
  return {
    context,
    space: {
      kind: "matching",
      statement: {
        action: { negated: false, patterns: [action] },
        resource: { negated: false, patterns: [resource] },
        conditions: Object.entries(context).flatMap(asVariable),
      },
    },
    apply: applyContext(context),
    complete: (request) => {
      const others = Object.entries(request.context).filter(([key]) => !given.has(key.toLowerCase()));
      return { ...request, context: { ...Object.fromEntries(others), ...context } };
    },
  };
}

/** A key that is left in policies is a variable there, which is compared as a string. */
const asVariable = ([key, value]: readonly [string, Request["context"][string]]): readonly Condition[] =>
  typeof value === "string"
    ? [{ operator: { name: "StringEquals", ifExists: true }, key, values: [escaped(value)] }]
    : [];

const escaped = (value: string): string => value.replaceAll("${", "${$}{");
