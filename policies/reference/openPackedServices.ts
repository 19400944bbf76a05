import { readFileSync, writeFileSync } from "node:fs";
import { type PackedBlocks, packBlocks, unpackBlock } from "./blocks.js";
import type { ServiceData, ServiceDataSource } from "./serviceData.js";

/** What `services.json` holds; the blocks it names are in `services.br` next to it. */
interface Index extends Pick<ServiceDataSource, "date" | "globalKeys"> {
  readonly places: PackedBlocks["places"];
}

const blocksBeside = (index: URL): URL => new URL("./services.br", index);

/** Opens packed data by its index; each service is unpacked when it is asked for. */
export function openPackedServices(index: URL): ServiceDataSource {
  const { date, globalKeys, places } = JSON.parse(readFileSync(index, "utf8")) as Index;
  let bytes: Uint8Array | undefined;
  return {
    date,
    globalKeys,
    services: Object.keys(places),
    read: async (service) => {
      bytes ??= readFileSync(blocksBeside(index));
      return JSON.parse(unpackBlock(bytes, places[service]!)) as ServiceData;
    },
  };
}

/** Writes `services.json` and `services.br` of all services of a source. */
export async function packServices(index: URL, source: ServiceDataSource): Promise<void> {
  const services = new Map<string, string>();
  for (const service of source.services) services.set(service, JSON.stringify(await source.read(service)));
  const { bytes, places } = packBlocks(services, 9);
  const { date, globalKeys } = source;
  writeFileSync(index, JSON.stringify({ date, globalKeys, places } satisfies Index));
  writeFileSync(blocksBeside(index), bytes);
}
