import { existsSync } from "node:fs";
import type { ManagedDataSource } from "./managedDataSource.js";
import { openInstalledManaged } from "./openInstalledManaged.js";
import { openPackedManaged } from "./openPackedManaged.js";

const packed = new URL("./managed.json", import.meta.url);

// many policies are asked for one by one, and the files never change
let opened: ManagedDataSource | undefined;

/**
 * The data packed by `npm run build`, or, in a run from the sources, which have none next to them, that of the
 * development dependency it is packed from. Opened when it is first asked for.
 */
export const openManagedData = (): ManagedDataSource =>
  (opened ??= existsSync(packed) ? openPackedManaged(packed) : openInstalledManaged());
