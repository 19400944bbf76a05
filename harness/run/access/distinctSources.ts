import type { Target } from "../../../properties/target.js";
import { printAddress } from "../../../properties/targetAddress.js";
import type { Source } from "../openSource.js";

/** Sources with each target in the first alone that has it: two parts of one plan may overlap. */
export function distinctSources(sources: readonly Source[]): readonly Source[] {
  // a role is a principal, and a resource by its trust policy, with the same address
  const [targets, resources, documents] = [notSeen(), notSeen(), notSeen()] as const;
  const [gone, goneResources] = [notSeen(), notSeen()] as const;
  return sources.map(({ extraction, ...source }) => {
    const { earlier } = extraction;
    return {
      ...source,
      targets: targets(source.targets),
      resources: resources(source.resources),
      documents: documents(source.documents),
      extraction: {
        ...extraction,
        ...(earlier && {
          earlier: {
            ...earlier,
            gone: gone(earlier.gone),
            goneResources: goneResources(earlier.goneResources ?? []),
          },
        }),
      },
    };
  });
}

/** Those of each list that no earlier list has. */
function notSeen(): (some: readonly Target[]) => readonly Target[] {
  const seen = new Set<string>();
  const nameOf = ({ address }: Target) => printAddress(address);
  return (some) => {
    const fresh = some.filter((one) => !seen.has(nameOf(one)));
    for (const one of fresh) seen.add(nameOf(one));
    return fresh;
  };
}
