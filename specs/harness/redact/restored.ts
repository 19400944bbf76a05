import type { PlanJson } from "../../../harness/plan/resources/planJson.js";

type Members = Record<string, unknown>;

/** Resources of changes and of the prior state, in their order. */
function resourcesOf({ resource_changes: changes = [], prior_state: prior }: PlanJson): readonly Members[] {
  const inModule = (module: Members | undefined): readonly Members[] => [
    ...((module?.["resources"] ?? []) as readonly Members[]),
    ...((module?.["child_modules"] ?? []) as readonly Members[]).flatMap(inModule),
  ];
  return [
    ...changes.map(({ address, change }) => ({ address, change }) as unknown as Members),
    ...inModule(prior?.values?.root_module as Members | undefined),
  ];
}

const pairs = [
  ["before", "before_sensitive"],
  ["after", "after_sensitive"],
  ["values", "sensitive_values"],
] as const;

/**
 * A redacted plan in which what is named as lost, and that alone, is there again: as in a redaction of the plan without
 * marks, with the marks of the plan itself.
 */
export function restored(
  json: PlanJson,
  { unmarked, plan, losses }: { unmarked: PlanJson; plan: PlanJson; losses: readonly string[] },
): PlanJson {
  const copy = structuredClone(json);
  const [own, shown, marked] = [copy, unmarked, plan].map(resourcesOf) as [Members[], Members[], Members[]];
  const lost = new Set(losses);
  own.forEach((resource, at) => {
    const [one, from, of] = [resource, shown[at]!, marked[at]!].map(
      (each) => (each["change"] ?? each) as Members,
    );
    for (const [values, mask] of pairs)
      for (const [name, value] of Object.entries((from![values] ?? {}) as Members)) {
        if (!lost.has(`${String(resource["address"])}.${name}`)) continue;
        (one![values] as Members)[name] = value;
        one![mask] = withMark(one![mask], name, of![mask]);
      }
  });
  return copy;
}

function withMark(mask: unknown, name: string, of: unknown): unknown {
  if (mask === true || of === true) return of;
  const { [name]: _, ...others } = (mask ?? {}) as Members;
  const own = (of as Members | undefined)?.[name];
  return own === undefined ? others : { ...others, [name]: own };
}
