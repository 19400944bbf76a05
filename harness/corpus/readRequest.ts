import type { ContextValue, Request } from "../../policies/language/request.js";
import { type Diagnostic, failure, failures, type Result, success } from "../../policies/text/diagnostic.js";
import { expectedMember, jsonMember, stringValue } from "../../policies/text/jsonMember.js";
import type { JsonNode } from "../../policies/text/jsonNode.js";
import { resourceAccount } from "../run/resourceAccount.js";

export interface RequestDefaults {
  /** the principal of a request that names none; without it such a request is refused */
  readonly principal?: string;
}

/** A request of which what follows from elsewhere may be left out. */
export interface WrittenRequest extends Pick<Request, "action" | "resource" | "context"> {
  readonly principal?: string;
  readonly resourceAccount?: string;
}

/**
 * Reads a request as CLI.md writes it. `context` may be left out, and `resourceAccount` too: it is then the
 * account in the resource's ARN, else the principal's.
 */
export function readRequest(node: JsonNode, defaults: RequestDefaults = {}): Result<Request> {
  const read = readWrittenRequest(node);
  if (!read.ok) return read;
  const { principal = defaults.principal } = read.value;
  if (principal === undefined) return failure(expectedMember(node, "principal", descriptions.principal));
  return success(completeRequest(read.value, principal));
}

/** A request with what was left out: the account is the one in the resource's ARN, else that of the principal. */
export const completeRequest = (
  { action, resource, context, ...written }: WrittenRequest,
  principal: string,
): Request => ({
  principal: written.principal ?? principal,
  action,
  resource,
  resourceAccount: written.resourceAccount ?? resourceAccount(resource, written.principal ?? principal),
  context,
});

/** The same without what may be left out, for a principal that is known elsewhere. */
export function readWrittenRequest(node: JsonNode): Result<WrittenRequest> {
  const context = readContext(node);
  if (!context.ok) return context;
  const written = (key: "principal" | "resourceAccount") =>
    jsonMember(node, key) === undefined ? "" : field(node, key);
  const [action, resource] = [field(node, "action"), field(node, "resource")];
  const [principal, account] = [written("principal"), written("resourceAccount")];
  const problems = Object.entries({ principal, action, resource, resourceAccount: account })
    .filter(([, value]) => value === undefined)
    .map(([key]) => expectedMember(node, key, descriptions[key as keyof typeof descriptions]));
  if (principal === undefined || action === undefined || resource === undefined || account === undefined) {
    return failures(problems);
  }
  return success({
    action,
    resource,
    context: context.value,
    ...(principal && { principal }),
    ...(account && { resourceAccount: account }),
  });
}

const descriptions = {
  principal: "the ARN of a principal",
  action: "an action such as `s3:GetObject`",
  resource: "an ARN, or `*`",
  resourceAccount: "an account number in double quotes",
};

function field(node: JsonNode, key: keyof typeof descriptions): string | undefined {
  const value = stringValue(jsonMember(node, key));
  return value === "" || (key === "action" && !value?.includes(":")) ? undefined : value;
}

function readContext(node: JsonNode): Result<Request["context"]> {
  if (node.type !== "object") return failure(notAnObject(node));
  const context = jsonMember(node, "context");
  if (context === undefined) return success({});
  if (context.type !== "object") return failure(expectedMember(node, "context", "an object"));
  const entries: [string, ContextValue][] = [];
  for (const { key, value } of context.members) {
    const read = readValue(value);
    if (read === undefined)
      return failure(expectedMember(context, key.value, "a string or a list of strings"));
    entries.push([key.value, read]);
  }
  return success(Object.fromEntries(entries));
}

function readValue(node: JsonNode): ContextValue | undefined {
  if (node.type !== "array") return stringValue(node);
  const values = node.items.map(stringValue);
  return values.every((value) => value !== undefined) ? values : undefined;
}

const notAnObject = (node: JsonNode): Diagnostic => ({
  code: "not-a-request",
  severity: "error",
  message: "a request is an object",
  position: node.position,
  hint: "write an object with `principal`, `action`, `resource`, `resourceAccount` and `context`",
});
