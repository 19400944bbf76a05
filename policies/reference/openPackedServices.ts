import { readFileSync } from "node:fs";
import { readBlock } from "./readBlock.js";
import type { ServiceData, ServiceDataSource } from "./serviceData.js";
import { blocksOfServices, type KeysByService, keysBlock, type ServicesIndex } from "./servicesIndex.js";

/** Opens packed data by its index; each service is unpacked when it is asked for. */
export function openPackedServices(index: URL): ServiceDataSource {
  const { date, globalKeys, places } = JSON.parse(readFileSync(index, "utf8")) as ServicesIndex;
  const read = (block: string): unknown => JSON.parse(readBlock(blocksOfServices(index), places[block]!));
  let keys: KeysByService | undefined;
  return {
    date,
    globalKeys,
    services: Object.keys(places).filter((block) => block !== keysBlock),
    conditionKeys: (service) => {
      keys ??= read(keysBlock) as KeysByService;
      return keys[service]!;
    },
    read: (service) => read(service) as ServiceData,
  };
}
