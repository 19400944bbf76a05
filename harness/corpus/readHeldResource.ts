import type { HeldResource } from "../../policies/language/policySet.js";
import { type Diagnostic, failure, failures, type Result, success } from "../../policies/text/diagnostic.js";
import { expectedMember, jsonMember, stringValue } from "../../policies/text/jsonMember.js";
import { describeNode, type JsonArray, type JsonNode } from "../../policies/text/jsonNode.js";

/** A resource of a case, its policies not looked into yet. */
type WrittenResource = Omit<HeldResource, "policies"> & { readonly policies: JsonArray };

const descriptions = {
  address: "the name of the resource",
  arns: "a list of ARN patterns",
  actions: "a list of action patterns",
  account: "an account number in double quotes",
  policies: "a list of documents",
};

/** Reads one of the `resources` of a case. A key that is not known is refused, as it could change the decision. */
export function readHeldResource(node: JsonNode): Result<WrittenResource> {
  if (node.type !== "object") return failure(notAResource(node, `a resource is ${describeNode(node)}`));
  const unknown = node.members.find(({ key }) => !Object.hasOwn(descriptions, key.value));
  if (unknown !== undefined) {
    return failure(notAResource(unknown.key, `\`${unknown.key.value}\` is not a key of a resource`));
  }
  const member = (key: keyof typeof descriptions) => jsonMember(node, key);
  const [address, arns, policies] = [
    stringValue(member("address")),
    strings(member("arns")),
    member("policies"),
  ];
  const actions = member("actions") && strings(member("actions"));
  const account = member("account") && stringValue(member("account"));
  const missing = Object.entries({ address, arns, actions, account })
    .filter(([key, value]) => !value && (isRequired(key) || jsonMember(node, key) !== undefined))
    .map(([key]) => expectedMember(node, key, descriptions[key as keyof typeof descriptions]));
  if (policies?.type !== "array") missing.push(expectedMember(node, "policies", descriptions.policies));
  if (!address || arns === undefined || policies?.type !== "array" || missing.length > 0) {
    return failures(missing);
  }
  return success({ address, arns, ...(actions && { actions }), ...(account && { account }), policies });
}

const isRequired = (key: string): boolean => key === "address" || key === "arns";

/** Undefined for anything but a list of strings that are not empty. */
function strings(node: JsonNode | undefined): readonly string[] | undefined {
  const values = node?.type === "array" ? node.items.map(stringValue) : [undefined];
  return values.every((value) => value !== undefined && value !== "") ? (values as string[]) : undefined;
}

const notAResource = ({ position }: JsonNode, message: string): Diagnostic => ({
  code: "not-policies",
  severity: "error",
  message,
  position,
  hint: "write an object with `address`, `arns` and `policies`; `actions` and `account` can be added",
});
