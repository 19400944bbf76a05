import { jsonNesting } from "../../../policies/text/jsonNesting.js";
import { ownMember } from "../../../policies/text/ownMember.js";
import type { Snapshot } from "../policies/snapshot.js";
import { referencesIn } from "../resources/configurationIndex.js";
import { groupBy } from "../resources/groupBy.js";
import { pathAndName } from "../resources/predictArns.js";
import { resolveReferences } from "../resources/resolveReferences.js";
import type { Resource } from "../resources/resource.js";
import { findInstances, namedResources, type ResourceIndex } from "../resources/resourceIndex.js";
import { findPrincipals } from "./principals.js";

/** An attribute of a resource that names a role, by ARN, by name, by instance profile, or inside a JSON string. */
export interface RoleAttribute {
  readonly path: readonly string[];
  /** the keys of the roles where the attribute is a JSON string, in any case */
  readonly json?: readonly string[];
}

/** Finds the roles of a plan that an attribute names, some more than once. */
export function roleFinder(
  snapshot: Snapshot,
): (from: Resource, attribute: RoleAttribute) => readonly Resource[] {
  const { index } = snapshot;
  const rolesNamed = roleNames(snapshot);
  return (from, { path, json }) => {
    const texts = valuesAt(from.values, path).flatMap((value) =>
      typeof value !== "string" || value === "" ? [] : json ? roleArnsIn(value, json) : [value],
    );
    const referred = texts.length > 0 ? [] : referredTo(from, path, index);
    // also of a sensitive string: it may hold a password, but only addresses of roles come out of it
    const named = texts.flatMap((text) => [...rolesNamed(text), ...profilesNamed(text, index)]);
    return [...named, ...referred].flatMap((found) =>
      found.type === "aws_iam_instance_profile" ? rolesOfProfile(found, index) : found,
    );
  };
}

/**
 * The references of an attribute that the configuration sets, and whose value is known only after apply; undefined for
 * others. The provider shows many that nothing sets as unknown, too.
 */
export function unknownReferences(
  { index: { configuration } }: Snapshot,
  from: Resource,
  path: readonly string[],
): readonly string[] | undefined {
  const isUnknown = path.some((_, at) => valuesAt(from.unknown, path.slice(0, at + 1)).includes(true));
  if (!isUnknown) return undefined;
  const written = valuesAt(configuration.resource(from)?.expressions, path).filter(
    (one) => one !== undefined,
  );
  return written.length === 0 ? undefined : written.flatMap(referencesIn);
}

/** The roles of a plan that an ARN or a name may mean. */
export function roleNames({ index, arns }: Snapshot): (text: string) => readonly Resource[] {
  const roles = (index.byType.get("aws_iam_role") ?? []).filter(({ mode }) => mode === "managed");
  const byArn = groupBy(roles, (role) => arns.arn(role) ?? undefined);
  const byName = groupBy(roles, (role) => (arns.arn(role) === null ? pathAndName(role) : undefined));
  return (text) => {
    const [, name = text] = /^arn:[^:]*:iam::\d*:(.*)$/s.exec(text) ?? [];
    return [...(byArn.get(text) ?? []), ...(byName.get(name) ?? [])];
  };
}

/** The values at a path, in each of the blocks on the way. */
function valuesAt(value: unknown, [step, ...rest]: readonly string[]): readonly unknown[] {
  if (Array.isArray(value))
    return value.flatMap((item) => valuesAt(item, step === undefined ? [] : [step, ...rest]));
  if (step === undefined) return [value];
  return rest.length === 0 ? [ownMember(value, step)].flat() : valuesAt(ownMember(value, step), rest);
}

/** Such as jobRoleArn, executionRoleArn and taskRoleArn; the provider takes any case. */
function roleArnsIn(text: string, keys: readonly string[]): readonly string[] {
  const wanted = new Set(keys.map((key) => key.toLowerCase()));
  const arns: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (wanted.has(key.toLowerCase()) && typeof inner === "string") arns.push(inner);
      else visit(inner);
    }
  };
  if (jsonNesting(text) <= 64) visit(parse(text));
  return arns;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function profilesNamed(text: string, index: ResourceIndex): readonly Resource[] {
  const [, name = text] = /:instance-profile\/(?:.*\/)?([^/]+)$/s.exec(text) ?? [];
  return namedResources("aws_iam_instance_profile", name, index);
}

/** The roles in an instance profile. */
export const rolesOfProfile = (profile: Resource, index: ResourceIndex): readonly Resource[] =>
  findPrincipals(profile, "role", "aws_iam_role", index).holders.flatMap(({ resource }) => resource ?? []);

function referredTo(from: Resource, path: readonly string[], index: ResourceIndex): readonly Resource[] {
  const written = index.configuration.resource(from);
  const references = valuesAt(written?.expressions, path).flatMap(referencesIn);
  const scope = { modules: from.modules, forEach: written?.for_each_expression };
  return resolveReferences(references, scope, index.configuration)
    .flatMap((origin) => findInstances(origin, { resource: from, sameKey: true }, index))
    .filter((found) => found.mode === "managed" && roleTypes.has(found.type));
}

const roleTypes: ReadonlySet<string> = new Set(["aws_iam_role", "aws_iam_instance_profile"]);
