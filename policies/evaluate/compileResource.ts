import { compileArnPattern, matchArn } from "../language/arnPattern.js";
import type { PatternElement, PolicyVersion } from "../language/policyDocument.js";
import type { Request } from "../language/request.js";
import { parseTemplate } from "../language/template.js";
import { unnamedResource } from "../language/unnamedResource.js";
import type { Check } from "./compileCondition.js";
import { variableValue } from "./contextValue.js";

/** Variables are understood in the resource part of an ARN, after its fifth colon. */
const variablesFrom = 5;

/**
 * Prepares `Resource` or `NotResource`; a statement without either applies to {@link unnamedResource}.
 * A pattern with a variable that the request gives no value matches nothing, so `NotResource` then applies.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function compileResource(element: PatternElement = unnamedResource, version: PolicyVersion): Check {
  const { negated, patterns } = element;
  if (!negated && patterns.some((pattern) => /^\*+$/.test(pattern))) return () => true;
  const checks = patterns.map((pattern) => compilePattern(pattern, version));
  return (request) => {
    for (const matches of checks) if (matches(request)) return !negated;
    return negated;
  };
}

function compilePattern(pattern: string, version: PolicyVersion): Check {
  const template = version === "2012-10-17" ? parseTemplate(pattern) : undefined;
  const parts = template?.ok ? template.parts : [{ text: pattern }];
  const compileFor = (request?: Request) => {
    const resolve = (variable: string) => request && variableValue(request, variable);
    return compileArnPattern(parts, { resolve, variablesFrom });
  };
  if (parts.some((part) => "variable" in part)) {
    return (request) => {
      const compiled = compileFor(request);
      return compiled !== undefined && matchArn(compiled, request.resource);
    };
  }
  const compiled = compileFor()!; // without variables every pattern compiles
  return ({ resource }) => matchArn(compiled, resource);
}
