import type { PackedBlocks } from "./packBlocks.js";
import type { ConditionKeyData, ServiceDataSource } from "./serviceData.js";

/** What `services.json` holds; the blocks it names are in `services.br` next to it. */
export interface ServicesIndex extends Pick<ServiceDataSource, "date" | "globalKeys"> {
  /** of the data of a service, by its prefix, and of {@link keysBlock} */
  readonly places: PackedBlocks["places"];
}

/** The name of the block of {@link KeysByService}; a service's prefix has no blank. */
export const keysBlock = "condition keys";

/** The condition keys of all services. */
export type KeysByService = Readonly<Record<string, readonly ConditionKeyData[]>>;

export const blocksOfServices = (index: URL): URL => new URL("./services.br", index);
