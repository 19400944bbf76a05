import type { SurroundingTags } from "../../../properties/escalation/surroundings.js";
import { knownAfterApply } from "../resources/knownAfterApply.js";
import { originsOf } from "../resources/referencedResources.js";
import { isMarked, type Resource } from "../resources/resource.js";
import type { ResourceIndex } from "../resources/resourceIndex.js";

const attributes = ["tags", "tags_all"] as const;

/**
 * The tags of a resource: those that it has itself, and in `tags_all` those of the provider, too. The provider copies a
 * sensitive tag to `tags_all`, which is not marked there.
 */
export function tagsOf(resource: Resource, index: ResourceIndex): SurroundingTags {
  const { values, unknown, sensitive } = resource;
  const entriesOf = (mask: unknown, attribute: string): readonly [string, unknown][] => {
    const held = (mask as Readonly<Record<string, unknown>> | null | undefined)?.[attribute];
    return typeof held === "object" && held !== null ? Object.entries(held) : [];
  };
  const isHidden = (key: string) => attributes.some((one) => isMarked(sensitive, [one, key]));
  const known: Record<string, string> = {};
  // a resource overrides the tags of the provider
  for (const attribute of ["tags_all", "tags"])
    for (const [key, value] of entriesOf(values, attribute))
      if (value !== null && !isMarked(unknown, [attribute, key]) && !isHidden(key))
        known[key] = String(value);
  const marked = attributes
    .flatMap((one) => [...entriesOf(unknown, one), ...entriesOf(sensitive, one)])
    .filter(([, isMark]) => isMark === true)
    .map(([key]) => key);
  const keys = [...new Set(marked)].filter((key) => !Object.hasOwn(known, key)).toSorted();
  const isAnySensitive = attributes.some((one) => isMarked(sensitive, [one]));
  const isAny = isAnySensitive || attributes.some((one) => isMarked(unknown, [one]));
  if (!isAny && keys.length === 0) return { tags: known };
  const isSensitive = isAnySensitive || keys.some(isHidden);
  const refersTo = originsOf(resource, "tags", index)
    .filter(({ settled }) => !settled)
    .map(({ text }) => text);
  const names = keys.map((key) => `\`${key}\``).join(", ");
  const which = isAny
    ? "which tags it has"
    : `the value of its ${keys.length === 1 ? "tag" : "tags"} ${names}`;
  return {
    tags: known,
    unknownTags: {
      ...(!isAny && { keys }),
      hole: {
        address: `${resource.address}.tags`,
        reason: isSensitive
          ? `${which} is marked sensitive, so it is not read`
          : knownAfterApply(which, refersTo),
        refersTo,
        remedy: isSensitive
          ? "wrap it in `nonsensitive(...)` if it holds no secret"
          : "write out the values of its tags, or apply what they depend on first and plan again",
        ...(!isSensitive && { afterApply: true }),
      },
    },
  };
}
