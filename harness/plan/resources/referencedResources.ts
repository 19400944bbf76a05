import { ownMember } from "../../../policies/text/ownMember.js";
import { referencesIn } from "./configurationIndex.js";
import { type Origin, resolveReferences } from "./resolveReferences.js";
import { attributePath, isMarked, type Resource, stepInto } from "./resource.js";
import { findInstances, type ResourceIndex } from "./resourceIndex.js";

/** What an attribute that names other resources points at. */
export interface References {
  /** the names or ARNs that are known */
  readonly texts: readonly string[];
  /** the resources that the unknown ones must be, found by reference */
  readonly found: readonly Resource[];
  /** set when some of them are unknown: the references they depend on, perhaps none */
  readonly unknown?: readonly string[];
}

export interface PointerOptions {
  /** what it may point at */
  readonly wanted: (resource: Pick<Resource, "mode" | "type">) => boolean;
  /** the resources that a known name or ARN means */
  readonly named: (text: string) => readonly Resource[];
}

/**
 * Reads an attribute such as `policy_arn`, `role` or `groups`: by value where it is known, else by the
 * references in the configuration. Only an unambiguous reference counts; anything else is left unknown.
 *
 * @param attribute inside a block it is a path, `permissions_boundary[0].managed_policy_arn`
 */
export function referencedResources(
  from: Resource,
  attribute: string,
  index: ResourceIndex,
  { wanted, named }: PointerOptions,
): References {
  const { texts, missing } = readElements(from, attribute);
  if (missing === 0) return { texts, found: [] };
  if (index.isPast) return { texts, found: [], unknown: [] };
  const origins = originsOf(from, attribute, index);
  const claimed = new Set(texts.flatMap(named));
  const instances = instancesOf(from, attribute, origins, index).filter(wanted);
  const candidates = [...new Set(instances)].filter((candidate) => !claimed.has(candidate));
  if (isSure(candidates, origins, { missing, from, index, wanted })) return { texts, found: candidates };
  return { texts, found: [], unknown: origins.filter(({ settled }) => !settled).map(({ text }) => text) };
}

type Missing = number | "some";

function readElements(from: Resource, attribute: string): { texts: string[]; missing: Missing } {
  const path = attributePath(attribute);
  const value = path.reduce(stepInto, from.values as unknown);
  const hidden = (...inner: number[]) =>
    isMarked(from.unknown, [...path, ...inner]) || isMarked(from.sensitive, [...path, ...inner]);
  if (hidden()) return { texts: [], missing: lists.has(attribute) ? "some" : 1 };
  if (!Array.isArray(value)) {
    if (value === "" && policyNames.has(attribute)) return { texts: [], missing: 1 };
    return { texts: typeof value === "string" && value !== "" ? [value] : [], missing: 0 };
  }
  const known = value.filter(
    (item, at): item is string => typeof item === "string" && item !== "" && !hidden(at),
  );
  return { texts: known, missing: value.length - known.length };
}

/** Terraform requires these, so an empty one takes the place of a value that a tool has left out of the plan. */
const policyNames: ReadonlySet<string> = new Set(["policy_arn", "managed_policy_arn", "policy_id"]);

/** The attributes that hold any number of names or ARNs. */
const lists: ReadonlySet<string> = new Set([
  "managed_policy_arns",
  "policy_arns",
  "role_arns",
  "roles",
  "users",
  "groups",
]);

/** Where the value of an attribute comes from, according to the configuration. */
export function originsOf(
  from: Resource,
  attribute: string,
  { configuration }: ResourceIndex,
): readonly Origin[] {
  const written = configuration.resource(from);
  const scope = { modules: from.modules, forEach: written?.for_each_expression };
  return resolveReferences(referencesIn(expressionOf(from, attribute, configuration)), scope, configuration);
}

const expressionOf = (
  from: Resource,
  attribute: string,
  configuration: ResourceIndex["configuration"],
): unknown => attributePath(attribute).reduce(stepInto, configuration.resource(from)?.expressions as unknown);

function instancesOf(
  from: Resource,
  attribute: string,
  origins: readonly Origin[],
  index: ResourceIndex,
): readonly Resource[] {
  const expression = expressionOf(from, attribute, index.configuration);
  const sameKey = referencesIn(expression).some((reference) => /^(?:each|count)\./.test(reference));
  return origins.flatMap((origin) => findInstances(origin, { resource: from, sameKey }, index));
}

interface Doubt {
  readonly missing: Missing;
  readonly from: Resource;
  readonly index: ResourceIndex;
  readonly wanted: (resource: Pick<Resource, "mode" | "type">) => boolean;
}

/** A list unknown as a whole must be made of references alone; else as many as are missing must be there. */
function isSure(candidates: readonly Resource[], origins: readonly Origin[], doubt: Doubt): boolean {
  const pointing = origins.filter((origin) => origin.resource !== undefined && doubt.wanted(origin.resource));
  if (doubt.missing === "some") return candidates.length > 0 && pointing.length === origins.length;
  return (
    candidates.length === doubt.missing &&
    origins.every((origin) => origin.settled || pointing.includes(origin) || isKnown(origin, doubt))
  );
}

/** True for a reference whose value the plan already shows, which cannot be what makes the attribute unknown. */
function isKnown(origin: Origin, { from, index }: Doubt): boolean {
  const [attribute] = origin.resource?.attributes ?? [];
  const instances = findInstances(origin, { resource: from, sameKey: false }, index);
  if (attribute === undefined || instances.length === 0) return false;
  return instances.every(
    ({ values, unknown }) => ownMember(values, attribute) !== undefined && !isMarked(unknown, [attribute]),
  );
}
