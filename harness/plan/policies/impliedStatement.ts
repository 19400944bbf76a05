import type { Resource } from "../resources/resource.js";
import type { ResourceIndex } from "../resources/resourceIndex.js";
import type { MarkedDocument } from "../unknown/boundPolicy.js";
import { AttributeReader } from "./attributeReader.js";

/** How a resource that is not a policy adds one statement to a resource policy. */
export interface ImpliedRow {
  readonly type: string;
  /** default `resource` */
  readonly kind?: "resource" | "trust";
  /** the attribute that names the resource the statement is about; absent: the resource itself */
  readonly holder?: string;
  readonly sid?: string;
  /** the attribute that limits the statement to a version or an alias of the holder, and the ARN that it follows */
  readonly qualified?: { readonly by: string; readonly arn: string };
  /** absent: it gives access that the policy language cannot state */
  readonly actions?: {
    readonly attribute?: string;
    readonly prefix?: string;
    /** the actions where the attribute is absent or empty */
    readonly fixed?: readonly string[];
  };
  /** attributes that name the principals; `permissions.account_ids` is a value of a map */
  readonly principals?: readonly string[];
  /** for everyone, where an attribute has this value or is unknown */
  readonly everyone?: { readonly where: string; readonly is: string };
  /** operator, key, and the attribute with the value */
  readonly conditions?: readonly (readonly string[])[];
  /** blocks with operator, key and value of a condition */
  readonly blocks?: readonly Readonly<Record<"block" | "operator" | "key" | "value", string>>[];
  /** maps in a block whose keys and values must be equal to the context's */
  readonly maps?: readonly Readonly<Record<"block" | "map" | "prefix", string>>[];
}

/**
 * The document with the one statement that a resource adds to a resource's policy, with a mark for each value
 * that is unknown or must not be shown; undefined when it is for no one.
 */
export function impliedStatement(
  resource: Resource,
  row: ImpliedRow,
  index: ResourceIndex,
): MarkedDocument | undefined {
  const reader = new AttributeReader(resource, index);
  const { actions = {} } = row;
  const written = actions.attribute === undefined ? [] : reader.texts(actions.attribute);
  const named =
    written.length > 0 ? written.map((name) => (actions.prefix ?? "") + name) : (actions.fixed ?? []);
  const principals = principalsOf(row, reader);
  if (principals.length === 0 || named.length === 0) return undefined;
  const [sid] = row.sid === undefined ? [] : reader.texts(row.sid);
  const { principal, conditions } = audience(principals);
  const all = [...conditions, ...conditionsOf(row, reader)];
  const statement = {
    ...(sid !== undefined && row.sid !== undefined && !reader.isHidden(row.sid) && { Sid: sid }),
    Effect: "Allow",
    Principal: principal,
    Action: named,
    ...(row.kind !== "trust" && { Resource: resourceOf(row, reader) }),
    ...(all.length > 0 && { Condition: conditionElement(all) }),
  };
  return { json: { Version: "2012-10-17", Statement: [statement] }, holes: reader.holes };
}

function principalsOf({ principals = [], everyone }: ImpliedRow, reader: AttributeReader): readonly string[] {
  if (everyone === undefined)
    return principals
      .flatMap((attribute) => reader.texts(...attribute.split(".")))
      .flatMap((names) => names.split(",").map((name) => name.trim()));
  const { where, is } = everyone;
  return reader.isHidden(where) || reader.texts(where).includes(is) ? ["*"] : [];
}

/**
 * All that the policy is on; of what has versions and aliases one of these, or without a qualifier the holder by its
 * unqualified ARN alone.
 *
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/versioning-aliases-permissions.html
 */
function resourceOf({ holder = "", qualified }: ImpliedRow, reader: AttributeReader): string {
  const [qualifier] = qualified === undefined ? [] : reader.texts(qualified.by);
  if (qualified === undefined) return "*";
  // the policy counts for its holder alone, so that a name that is unknown takes in no other
  const [name = "*"] = reader.isHidden(holder) ? [] : reader.texts(holder);
  const arn = name.startsWith("arn:")
    ? name
    : qualified.arn.replace("{name}", () => name.replace(/^.*function:/s, ""));
  return qualifier === undefined || qualifier === "" ? arn : `${arn}:${qualifier}`;
}

type Test = readonly [operator: string, key: string, values: readonly string[]];

const conditionsOf = (row: ImpliedRow, reader: AttributeReader): readonly Test[] => [
  ...(row.conditions ?? []).flatMap(([operator = "", key = "", attribute = ""]): readonly Test[] => {
    const values = reader.texts(attribute);
    return values.length === 0 ? [] : [[operator, key, values]];
  }),
  ...(row.blocks ?? []).flatMap(({ block, operator, key, value }) =>
    reader.indices(block).map((index): Test => {
      const of = (name: string) => reader.texts(block, index, name);
      return [of(operator)[0] ?? "StringEquals", of(key)[0] ?? "", of(value)];
    }),
  ),
  ...(row.maps ?? []).flatMap(({ block, map, prefix }) =>
    reader
      .indices(block)
      .flatMap((index) =>
        reader
          .keys(block, index, map)
          .map((key): Test => ["StringEquals", prefix + key, reader.texts(block, index, map, key)]),
      ),
  ),
];

function conditionElement(tests: readonly Test[]): object {
  const operators = new Map<string, Map<string, readonly string[]>>();
  for (const [operator, key, values] of tests) {
    const keys = operators.get(operator) ?? new Map<string, readonly string[]>();
    operators.set(operator, keys.set(key, values));
  }
  return Object.fromEntries([...operators].map(([operator, keys]) => [operator, Object.fromEntries(keys)]));
}

/** An organization and a unit are named by what AWS says of its members: everyone, on a condition. */
function audience(names: readonly string[]): { principal: unknown; conditions: readonly Test[] } {
  const conditions = names.flatMap((name): readonly Test[] => {
    const [, organization, unit] = /:(?:organization|ou)\/(o-\w+)(?:\/(ou-[\w-]+))?$/.exec(name) ?? [];
    if (organization === undefined) return [];
    return unit === undefined
      ? [["StringEquals", "aws:PrincipalOrgID", [organization]]]
      : [["ForAnyValue:StringLike", "aws:PrincipalOrgPaths", [`${organization}/*/${unit}/*`]]];
  });
  const everyone = conditions.length > 0 || names.some((name) => name === "*" || name === "all");
  if (everyone) return { principal: "*", conditions };
  const services = names.filter((name) => /^[a-z][\w-]*(?:\.[\w-]+)+$/i.test(name));
  const others = names.filter((name) => !services.includes(name));
  return {
    principal: {
      ...(services.length > 0 && { Service: services }),
      ...(others.length > 0 && { AWS: others }),
    },
    conditions,
  };
}
