import type { JsonNode, JsonObject } from "../text/jsonNode.js";
import { checkActions } from "./checkActions.js";
import { checkResourceControl } from "./checkResourceControl.js";
import { checkResources } from "./checkResources.js";
import { keeperRules } from "./keeperRules.js";
import { kindRules } from "./kindRules.js";
import type { PatternElement, Statement } from "./policyDocument.js";
import { readConditions } from "./readConditions.js";
import { type ReadContext, readMembers, readStrings } from "./readContext.js";
import { readPrincipal } from "./readPrincipal.js";

const elements = [
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
];

type Members = ReadonlyMap<string, JsonNode>;

/**
 * Reads one statement; undefined when an element is missing or unreadable, which the context reports.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_statement.html
 */
export function readStatement(context: ReadContext, node: JsonNode, index: number): Statement | undefined {
  if (node.type !== "object") {
    context.expected(node, "a statement, which is an object");
    return undefined;
  }
  const members = readMembers(context, node, elements);
  const sid = readSid(context.at("Sid"), members.get("Sid"));
  const effect = readEffect(context, node, members);
  const principal = readElement(context, node, members, "Principal");
  const action = readElement(context, node, members, "Action");
  const resource = readElement(context, node, members, "Resource");
  const conditions = readConditions(context.at("Condition"), members.get("Condition"));
  const actions = action && readPatterns(context, action);
  if (action) checkActions(context.at(action.name), action.node);
  if (effect === undefined || actions === undefined) return undefined;
  const principals =
    principal && readPrincipal(context.at(principal.name), principal.node, principal.negated);
  const resources = resource && readPatterns(context, resource);
  if (resource && resources) checkResources(context.at(resource.name), resource.node, resource.negated);
  const statement: Statement = {
    index,
    pointer: context.pointer,
    ...(sid !== undefined && { sid }),
    effect,
    ...(principals && { principal: principals }),
    action: actions,
    ...(resources && { resource: resources }),
    conditions,
  };
  if (context.kind === "rcp") checkResourceControl(context, node, statement);
  if (!resource) warnWithoutResource(context, node);
  return statement;
}

function readSid(context: ReadContext, node: JsonNode | undefined): string | undefined {
  if (node === undefined) return undefined;
  if (node.type !== "string") {
    context.expected(node, "a string");
    return undefined;
  }
  if (kindRules[context.kind].plainSid && !/^[A-Za-z0-9]*$/.test(node.value)) {
    const hint = "use only A-Z, a-z and 0-9";
    context.error(node, "invalid-sid", `\`${node.value}\` is not a valid Sid`, hint);
  }
  return node.value === "" ? undefined : node.value;
}

function readEffect(
  context: ReadContext,
  node: JsonObject,
  members: Members,
): Statement["effect"] | undefined {
  const effect = members.get("Effect");
  if (effect === undefined) {
    context.error(node, "missing-element", "the statement has no `Effect`", "write `Allow` or `Deny`");
  } else if (effect.type !== "string") context.at("Effect").expected(effect, "`Allow` or `Deny`");
  else if (effect.value === "Allow" || effect.value === "Deny") return effect.value;
  else {
    const hint = "write `Allow` or `Deny`, in exactly this case";
    context.at("Effect").error(effect, "invalid-effect", `unknown effect \`${effect.value}\``, hint);
  }
  return undefined;
}

interface FoundElement {
  readonly name: string;
  readonly negated: boolean;
  readonly node: JsonNode;
}

/** Finds `X` or `NotX`, and reports both together, a forbidden one, and a missing one. */
function readElement(
  context: ReadContext,
  node: JsonObject,
  members: Members,
  name: "Principal" | "Action" | "Resource",
): FoundElement | undefined {
  const rules = kindRules[context.kind];
  const presence = name === "Action" ? "required" : rules[name === "Principal" ? "principal" : "resource"];
  const found = [name, `Not${name}`].filter((candidate) => members.has(candidate));
  const [first, second] = found;
  if (second !== undefined) {
    context.error(
      members.get(second)!,
      "conflicting-elements",
      `a statement has \`${first}\` or \`${second}\`, not both`,
      "leave one of them out, or make two statements",
    );
  }
  if (first === undefined) {
    if (presence === "required") {
      const message = `the statement has neither \`${name}\` nor \`Not${name}\``;
      context.error(node, "missing-element", message, `write one of \`${name}\` and \`Not${name}\``);
    }
    return undefined;
  }
  const element = members.get(first)!;
  if (presence === "forbidden" || (first === "NotPrincipal" && context.kind === "trust")) {
    const hint = `leave \`${first}\` out`;
    context.at(first).error(element, "forbidden-element", `${rules.name} does not accept \`${first}\``, hint);
  }
  return { name: first, negated: first !== name, node: element };
}

function readPatterns(context: ReadContext, element: FoundElement): PatternElement | undefined {
  const { name, node, negated } = element;
  const patterns = readStrings(context.at(name), node);
  if (patterns?.length === 0 && !negated && kindRules[context.kind].fullLists) {
    const hint = "name what it is about, or leave the statement out";
    context.at(name).error(node, "empty-element", `the list of \`${name}\` is empty`, hint);
  }
  return patterns && { negated, patterns };
}

/** Source: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html */
function warnWithoutResource(context: ReadContext, node: JsonObject): void {
  const { name, needsResource = false } = context.place.keeper ? keeperRules[context.place.keeper] : {};
  if (!needsResource) return;
  const message = `the statement has no \`Resource\`, so it has no effect in ${name}`;
  context.warn(node, "no-effect", message, 'write `"Resource": "*"`, which is the key itself');
}
