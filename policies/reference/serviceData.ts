/** AWS's service authorization data of one service, as it is published, without its descriptions. */
export interface ServiceData {
  readonly actions: readonly ActionData[];
  readonly resourceTypes: readonly ResourceTypeData[];
}

export interface ActionData {
  /** without the service's prefix: `TerminateInstances` */
  readonly name: string;
  readonly accessLevel: string;
  readonly conditionKeys: readonly string[];
  readonly resourceTypes: readonly {
    readonly name: string;
    readonly required: boolean;
    readonly conditionKeys: readonly string[];
  }[];
}

export interface ResourceTypeData {
  readonly name: string;
  /** `arn:${Partition}:ec2:${Region}:${Account}:instance/${InstanceId}` */
  readonly arn: string;
  readonly conditionKeys: readonly string[];
}

export interface ConditionKeyData {
  readonly key: string;
  /** `String`, `ArrayOfString`, `Bool` … */
  readonly type: string;
}

/** Where service authorization data is read from, one service at a time. */
export interface ServiceDataSource {
  /** the day the data was taken: `YYYY-MM-DD`, UTC */
  readonly date: string;
  /** every prefix that {@link read} takes, in lower case, sorted */
  readonly services: readonly string[];
  /** the keys that requests to any service carry */
  readonly globalKeys: readonly ConditionKeyData[];
  /** the keys that requests to a service carry; apart from its data, for a key is looked up in those of all services */
  readonly conditionKeys: (service: string) => readonly ConditionKeyData[];
  readonly read: (service: string) => ServiceData;
}
