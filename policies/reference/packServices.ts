import { writeFileSync } from "node:fs";
import { packBlocks } from "./packBlocks.js";
import type { ServiceDataSource } from "./serviceData.js";
import { blocksOfServices, keysBlock, type ServicesIndex } from "./servicesIndex.js";

/** Writes `services.json` and `services.br` of all services of a source. */
export function packServices(index: URL, source: ServiceDataSource): void {
  const { date, globalKeys, services } = source;
  const keys = Object.fromEntries(services.map((service) => [service, source.conditionKeys(service)]));
  const blocks = new Map(services.map((service) => [service, JSON.stringify(source.read(service))]));
  const { bytes, places } = packBlocks(blocks.set(keysBlock, JSON.stringify(keys)), 11);
  writeFileSync(index, JSON.stringify({ date, globalKeys, places } satisfies ServicesIndex));
  writeFileSync(blocksOfServices(index), bytes);
}
