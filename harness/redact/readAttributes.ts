import { escalationSteps } from "../../policies/reference/escalationSteps.js";
import { workloadRoles } from "../../policies/reference/workloadRoles.js";
import type { ImpliedRow } from "../plan/policies/impliedStatement.js";
import { holderNames, isHolderType } from "../plan/policies/policyResources.js";
import { batchRoleAttributes } from "../plan/principals/batchRoleUses.js";
import arnTemplates from "../plan/provider/arnTemplates.json" with { type: "json" };
import { attachmentRules, membershipRules, principalTypes } from "../plan/provider/attachmentRules.js";
import cloudControl from "../plan/provider/cloudControlAttributes.json" with { type: "json" };
import dataRows from "../plan/provider/dataAttributes.json" with { type: "json" };
import impliedRows from "../plan/provider/impliedStatements.json" with { type: "json" };
import policyRows from "../plan/provider/policyAttributes.json" with { type: "json" };
import type { PolicyAttribute } from "../plan/provider/policyAttributesOf.js";
import type { ResourceSpace } from "../plan/provider/resourceSpaceOf.js";
import spaces from "../plan/provider/resourceSpaces.json" with { type: "json" };
import { groupBy } from "../plan/resources/groupBy.js";
import { sessionRoles } from "../plan/targets/sessionTargets.js";
import { arnAttributes } from "../plan/targets/usedResources.js";
import { readElsewhere } from "./readElsewhere.js";
import type { Reading, ReadRow } from "./readRow.js";

/** What planproof reads of a value: all of it, or some members of it, or of each item of a list. */
export interface Read {
  readonly as?: Reading;
  /** the policy is this member of the JSON in a string */
  readonly member?: string;
  readonly members: ReadonlyMap<string, Read>;
}

/** What stays in a change whose other attributes were changed, too. */
export const changedMark = "planproof_redacted";

/** Of a resource of any type of AWS. */
const ofAll = ["arn", "region"];

const words = (template: string): readonly string[] =>
  [...template.matchAll(/\{(\w+)/g)].map(([, word]) => word!).filter((word) => !places.has(word));

/** What an ARN has that no attribute of its resource says. */
const places: ReadonlySet<string> = new Set(["arn", "partition", "account", "region", "catalog", "tail"]);

function ofPolicy({ type, attribute, member, holder }: PolicyAttribute): readonly ReadRow[] {
  const document: ReadRow =
    member === undefined ? [type, attribute, "document"] : [type, attribute, "document", member];
  const named = attribute.includes("[]") ? [attribute.replace(/\w+$/, "name")] : [];
  return [document, ...[...named, holder ?? []].flat().map((path): ReadRow => [type, path])];
}

const ofImplied = ({ type, holder, sid, qualified, ...row }: ImpliedRow): readonly ReadRow[] => [
  ...[holder, sid, qualified?.by, row.actions?.attribute, ...(row.principals ?? [])]
    .filter((path) => path !== undefined)
    .map((path) => [type, path] as const),
  ...(row.conditions ?? []).map(([, , attribute = ""]) => [type, attribute] as const),
  ...(row.blocks ?? []).flatMap(({ block, operator, key, value }) =>
    [operator, key, value].map((name) => [type, `${block}.${name}`] as const),
  ),
  ...(row.maps ?? []).map(({ block, map }) => [type, `${block}.${map}`, "map"] as const),
];

const used = escalationSteps.flatMap(({ leftOut, existing = [] }) => (leftOut ? [] : existing));
const usedTypes = new Set(used.map(({ type }) => type));

/** Of the attributes that are made of others only the ARN, and what is in its place, say what a policy is on. */
function ofTemplate({ type, attribute, template }: (typeof arnTemplates)[number]): readonly ReadRow[] {
  const isUsed = usedTypes.has(type) && arnAttributes.includes(attribute) && template.startsWith("arn:");
  const isArn = attribute === "arn" || isUsed || spaces.some((space) => "of" in space && space.type === type);
  const names = words(template).flatMap((word) => [word, `${word}_prefix`]);
  return isArn ? [attribute, ...names].map((path) => [type, path]) : [];
}

const ofSpace = ({ type, of, named = "", match = {} }: Partial<ResourceSpace>): readonly ReadRow[] =>
  [...(of === undefined ? [] : [of]), ...words(named), ...Object.keys(match)].map((path) => [type!, path]);

const attached = attachmentRules.flatMap(({ type, gives, to }): readonly ReadRow[] => {
  const names = gives.endsWith("customer_managed_policy_reference") ? [".name", ".path"] : [""];
  return [
    // an inline policy is distinguished by its name
    ...(gives === "documents"
      ? [[type, "name"] as const]
      : names.map((name) => [type, gives + name] as const)),
    ...to.map(([attribute]) => [type, attribute] as const),
  ];
});

const running = new Set(used.flatMap(({ type, runsAsTarget }) => (runsAsTarget ? type : [])));
const tagged = new Set([...principalTypes, ...usedTypes]);

const rolePath = (type: string, path: string, isJson: boolean): ReadRow => [
  type,
  path,
  isJson ? "roles" : "role",
];

const rows: readonly ReadRow[] = [
  ...([...policyRows, ...cloudControl, ...dataRows] as readonly PolicyAttribute[]).flatMap(ofPolicy),
  ...(impliedRows as readonly ImpliedRow[]).flatMap(ofImplied),
  ...arnTemplates.flatMap(ofTemplate),
  ...(spaces as readonly Partial<ResourceSpace>[]).flatMap(ofSpace),
  ...attached,
  ...membershipRules.flatMap(({ type, user, group }): readonly ReadRow[] => [
    [type, user],
    [type, group],
  ]),
  ...[...sessionRoles],
  ...batchRoleAttributes.map(({ type, path, json }) => rolePath(type, path.join("."), json !== undefined)),
  ...workloadRoles
    .filter(({ type, runs }) => running.has(type) && runs !== "fixed")
    .map(({ type, attribute, json }) => rolePath(type, attribute, json !== undefined)),
  ...used.flatMap(({ type, set }) => (set === undefined ? [] : [[type, set, "presence"] as const])),
  ...[...tagged].flatMap((type) => ["tags", "tags_all"].map((path) => [type, path, "map"] as const)),
  ...readElsewhere,
];

/** The types of what is put on another resource, which it names. */
const putOn: readonly string[] = [
  "aws_s3_bucket_public_access_block",
  "aws_lambda_function_url",
  ...[...policyRows, ...cloudControl, ...impliedRows].flatMap((row) => ("holder" in row ? row.type : [])),
];

const isHolder = (type: string): boolean => putOn.some((other) => isHolderType(type, other));

interface Growing extends Read {
  as?: Reading;
  member?: string;
  readonly members: Map<string, Growing>;
}

const grown = (): Growing => ({ members: new Map() });

function add(to: Growing, path: string, { as = "value", member }: Pick<Read, "as" | "member"> = {}): void {
  let here = to;
  for (const [name] of path.replaceAll(/\[\d*\]/g, "").matchAll(/[^.]+/g)) {
    const next = here.members.get(name) ?? grown();
    here.members.set(name, next);
    here = next;
  }
  here.as = as;
  if (member !== undefined) here.member = member;
}

/** What planproof reads of the resources and data sources of a type. */
export const readAttributes = (type: string): Read => trees.get(type) ?? treeOf(type);

function treeOf(type: string, own: readonly ReadRow[] = []): Read {
  const tree = grown();
  add(tree, changedMark);
  if (/^aws(?:cc)?_/.test(type))
    for (const name of [...ofAll, ...(isHolder(type) ? holderNames : [])]) add(tree, name);
  for (const [, path, as, member] of own)
    add(tree, path, { ...(as && { as }), ...(member !== undefined && { member }) });
  return tree;
}

const trees: ReadonlyMap<string, Read> = new Map(
  [...groupBy(rows, ([type]) => type)].map(([type, own]) => [type, treeOf(type, own)] as const),
);

/** The types of which something is read that not every type has. */
export const readTypes: readonly string[] = [...trees.keys()].toSorted();
