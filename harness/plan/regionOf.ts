import { type Resource, shownText } from "./resource.js";
import type { World } from "./world.js";

/** The region a resource is in: by its own attribute, by its provider, or by the one region the plan reads. */
export const regionOf = (resource: Resource, { configuration, byType }: World): string | undefined => {
  const own = shownText(resource, "region");
  const provider = configuration.resource(resource)?.provider_config_key;
  const written = provider === undefined ? undefined : configuration.region(provider);
  const read = (byType.get("aws_region") ?? []).map(
    (data) => shownText(data, "region") ?? shownText(data, "name"),
  );
  return own ?? written ?? (new Set(read).size === 1 ? read[0] : undefined);
};
