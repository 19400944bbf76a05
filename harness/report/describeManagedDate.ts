interface ManagedDate {
  readonly managedPoliciesDate?: string;
}

/** The day of the AWS managed policies, where any takes part: one block, or none. */
export const describeManagedDate = ({ managedPoliciesDate }: ManagedDate): readonly string[] =>
  managedPoliciesDate === undefined ? [] : [`AWS managed policies as of ${managedPoliciesDate}`];

/** That of the sources that have one: all have the same. */
export function managedDateIn(sources: readonly ManagedDate[]): ManagedDate {
  const date = sources.find(
    ({ managedPoliciesDate }) => managedPoliciesDate !== undefined,
  )?.managedPoliciesDate;
  return date === undefined ? {} : { managedPoliciesDate: date };
}
