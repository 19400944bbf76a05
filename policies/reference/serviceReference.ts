/** What AWS's service authorization reference says of one action. */
export interface ActionReference {
  /** canonical casing: `ec2:TerminateInstances` */
  readonly name: string;
  readonly accessLevel: "List" | "Read" | "Write" | "Permissions management" | "Tagging";
  /** empty: the action works on no particular resource and is requested on `*` */
  readonly resourceTypes: readonly ResourceTypeReference[];
  /** keys the action itself supports, tag keys as `aws:RequestTag/${TagKey}` */
  readonly conditionKeys: readonly string[];
}

export interface ResourceTypeReference {
  readonly name: string;
  /** templates such as `arn:${Partition}:ec2:${Region}:${Account}:instance/${InstanceId}` */
  readonly arnTemplates: readonly string[];
  /** true when the action cannot be requested without one */
  readonly required: boolean;
  /** keys that requests on this resource type carry */
  readonly conditionKeys: readonly string[];
}

/**
 * The service authorization data of some services, loaded up front so that look-ups are synchronous.
 * Names are found without regard to case.
 *
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export interface ServiceReference {
  /** all actions of a service prefix that is loaded, else an empty list */
  readonly actionsOf: (service: string) => readonly ActionReference[];
  readonly action: (name: string) => ActionReference | undefined;
  /** the service prefixes that are loaded, sorted */
  readonly services: readonly string[];
  /** whether AWS sends a key of one of these services, or a global one, in any case, as a list */
  readonly isMultivalued: (key: string) => boolean;
  /** whether it is a key of one of these services, or a global one, in any case: `aws:RequestTag/Owner` */
  readonly knowsKey: (key: string) => boolean;
  /** the day the data was taken, `YYYY-MM-DD`; undefined if it has none */
  readonly date: string | undefined;
  /** true when these are all there are */
  readonly complete: boolean;
  /** whether all actions of a prefix are known: it is loaded, or AWS does not have the service */
  readonly covers: (service: string) => boolean;
}
