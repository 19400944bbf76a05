import { existsSync } from "node:fs";
import { openInstalledServices } from "./openInstalledServices.js";
import { openPackedServices } from "./openPackedServices.js";
import type { ServiceDataSource } from "./serviceData.js";

const packed = new URL("./services.json", import.meta.url);

/**
 * The data packed by `npm run build`, or, in a run from the sources, which have none next to them, that of the
 * development dependency it is packed from.
 */
export const openServiceData = (): ServiceDataSource =>
  existsSync(packed) ? openPackedServices(packed) : openInstalledServices();
