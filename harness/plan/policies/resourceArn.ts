import type { PolicyDocument } from "../../../policies/language/policyDocument.js";
import {
  arnPlaceOf,
  completedArn,
  madeByAws,
  nameIn,
  type ResourceArn,
} from "../configuration/completedArn.js";
import { predictValue } from "../configuration/predictValue.js";
import type { ResourceSpace } from "../provider/resourceSpaceOf.js";
import { isMarked, type Resource, shownString } from "../resources/resource.js";
import type { FoundPolicy } from "./findPolicies.js";
import type { Snapshot } from "./snapshot.js";

/** A policy on a resource, with the documents from which an ARN may be read. */
export interface PlacedPolicy {
  readonly found: Pick<FoundPolicy, "resource">;
  /** the resource that it is on, where the plan has it */
  readonly holder: Resource | undefined;
  readonly space: ResourceSpace;
  readonly documents: readonly PolicyDocument[];
}

/**
 * The ARN of the resource that a policy is on: of the resource in the plan, else from the attributes of the policy,
 * else as the `Resource` of the policy has it. An identifier that AWS makes is known only after apply: there the
 * address of the resource represents it. Undefined where nothing shows the ARN.
 */
export function resourceArn(placed: PlacedPolicy, snapshot: Snapshot): ResourceArn | undefined {
  const { holder, space, found } = placed;
  const owner = holder ?? found.resource;
  const predicted = holder && predictValue(holder, space.of ?? "arn", snapshot);
  const own = predicted && ("text" in predicted ? predicted.text : predicted.pattern);
  const arn = own ?? (space.named === undefined ? undefined : namedArn(placed, space.named, snapshot));
  if (arn === undefined || !/^arn:[^:]*:[^:]*:/.test(arn)) return undefined;
  const known =
    !isOpen(arn.split(":")[4] ?? "") && !isOpen(nameIn(arn)) ? undefined : writtenArn(arn, placed);
  return completedArn(known ?? withWrittenAccount(arn, placed), owner, snapshot);
}

/** The ARN patterns that a policy answers for. */
export const arnsIn = ({ arns }: ResourceSpace, arn: string): readonly string[] => {
  const [, partition = "*", , region = "*", account = "*"] = arn.split(":");
  const parts: Readonly<Record<string, string>> = {
    arn,
    partition,
    region,
    account,
    tail: arn.replace(/^.*[:/]/s, ""),
  };
  return arns.map((pattern) => pattern.replace(/\{(\w+)\}/g, (_, name: string) => parts[name]!));
};

/** The ARN of what a policy of a whole account is about: it has no name. */
export function accountArn(resource: Resource, snapshot: Snapshot): ResourceArn {
  const { partition, region, account } = arnPlaceOf(resource, snapshot);
  return { arn: `arn:${partition}::${region}:${account}:`, account, isNamed: true };
}

/** By the attributes of the policy; one that holds an ARN is the whole of it. */
function namedArn(
  { found: { resource }, space }: PlacedPolicy,
  named: string,
  snapshot: Snapshot,
): string | undefined {
  const parts: Record<string, string> = { ...arnPlaceOf(resource, snapshot), ...matched(resource, space) };
  let whole: string | undefined;
  let isMissing = false;
  const filled = named.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = parts[name] ?? shownString(resource, name) ?? defaultOf(resource, name, space);
    if (value?.startsWith("arn:")) whole = value;
    isMissing ||= value === undefined && !isMarked(resource.unknown, [name]);
    return value ?? "*";
  });
  return whole ?? (isMissing && !madeByAws.test(resource.type) ? undefined : filled);
}

function matched(resource: Resource, { match = {} }: ResourceSpace): Readonly<Record<string, string>> {
  const groups = Object.entries(match).map(
    ([attribute, pattern]) => new RegExp(pattern).exec(shownString(resource, attribute) ?? "")?.groups,
  );
  return Object.assign({}, ...groups);
}

/** Of an attribute that is left out; one that is unknown has no default. */
const defaultOf = ({ values, unknown }: Resource, name: string, { defaults = {} }: ResourceSpace) =>
  isMarked(unknown, [name]) || (values[name] ?? null) !== null ? undefined : defaults[name];

/** The one ARN in the `Resource` elements that may be this one. */
function writtenArn(pattern: string, { documents }: PlacedPolicy): string | undefined {
  const matches = new RegExp(`^${pattern.split(/[*?]+/).map(escaped).join(".+")}$`, "s");
  const written = documents
    .flatMap(({ statements }) => statements.flatMap(({ resource }) => resource?.patterns ?? []))
    .map((text) => text.replace(/[:/]\*$/, ""))
    .filter((text) => !/[*?$]/.test(text) && matches.test(text));
  const [only, ...others] = new Set(written);
  return others.length === 0 ? only : undefined;
}

/** With the one account that the `Resource` elements of its service name, where that of the resource is unknown. */
function withWrittenAccount(arn: string, { documents }: PlacedPolicy): string {
  const [head, partition, service = "", region, account = "", ...name] = arn.split(":");
  if (!isOpen(account)) return arn;
  const written = documents
    .flatMap(({ statements }) => statements.flatMap(({ resource }) => resource?.patterns ?? []))
    .map((text) => text.split(":"))
    .filter(([, , of, , id = ""]) => of === service && /^\d{12}$/.test(id))
    .map(([, , , , id]) => id!);
  const [only, ...others] = new Set(written);
  if (only === undefined || others.length > 0) return arn;
  return [head, partition, service, region, only, ...name].join(":");
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const isOpen = (part: string): boolean => /[*?]/.test(part);
