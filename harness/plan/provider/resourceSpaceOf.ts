import rows from "./resourceSpaces.json" with { type: "json" };

/** The ARNs of the resource that a policy is on, by the resource type that holds the policy. */
export interface ResourceSpace {
  readonly type: string;
  /**
   * ARN patterns of the requests that the policy answers for: `{arn}` is the ARN of the resource that it is on,
   * `{tail}` what follows the last colon or slash of that; `{partition}`, `{region}` and `{account}` are where it is
   */
  readonly arns: readonly string[];
  /** patterns of the actions that it answers for */
  readonly actions: readonly string[];
  /** the attribute of the resource that has the ARN; @defaultValue `arn` */
  readonly of?: string;
  /** the ARN by attributes of what holds the policy, where the resource is not in the plan */
  readonly named?: string;
  /** attributes that may be left out, with what they are then */
  readonly defaults?: Readonly<Record<string, string>>;
  /** regular expressions whose named groups take parts out of an attribute */
  readonly match?: Readonly<Record<string, string>>;
}

/** A policy that is not joined to what principals may do. */
export interface NoSpace {
  readonly type: string;
  /** why, as a clause */
  readonly none: string;
}

const byType: ReadonlyMap<string, ResourceSpace | NoSpace> = new Map(
  (rows as readonly (ResourceSpace | NoSpace)[]).map((row) => [row.type, row]),
);

/**
 * What the resource policies and trust policies in a resource type answer for; undefined for a type that the table
 * does not have.
 *
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const resourceSpaceOf = (type: string): ResourceSpace | NoSpace | undefined => byType.get(type);
