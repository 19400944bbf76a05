import { type Resource, shownString } from "./resource.js";
import type { ResourceIndex } from "./resourceIndex.js";

/**
 * The region a resource is in: by its own attribute, by its provider, or by the one region that the plan reads
 * through providers with the same configured region.
 */
export function regionOf(resource: Resource, { configuration, byType }: ResourceIndex): string | undefined {
  const providerOf = (of: Resource) =>
    configuration.provider(configuration.resource(of)?.provider_config_key);
  const provider = providerOf(resource);
  const isAlike = (data: Resource): boolean => {
    const written = providerOf(data)?.regionWritten;
    return written === undefined || provider === undefined || written === provider.regionWritten;
  };
  const read = (byType.get("aws_region") ?? [])
    .filter(isAlike)
    .map((data) => shownString(data, "region") ?? shownString(data, "name"));
  return (
    shownString(resource, "region") ?? provider?.region ?? (new Set(read).size === 1 ? read[0] : undefined)
  );
}
