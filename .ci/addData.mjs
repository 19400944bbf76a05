// The second part of `npm run build`: the data that the modules read next to themselves. Run with tsx.
import { copyFileSync, cpSync } from "node:fs";
import { managedDataFolder, openInstalledManaged } from "../policies/managed/openInstalledManaged.ts";
import { packManaged } from "../policies/managed/packManaged.ts";
import { iamDataFolder, openInstalledServices } from "../policies/reference/openInstalledServices.ts";
import { packServices } from "../policies/reference/packServices.ts";

const root = new URL("../", import.meta.url);
for (const room of ["policies", "generators", "properties", "harness"]) {
  const filter = (path) => !/\.(?:ts|md)$/.test(path);
  cpSync(new URL(room, root), new URL(`dist/${room}`, root), { recursive: true, filter });
}

const reference = new URL("dist/policies/reference/", root);
packServices(new URL("services.json", reference), await openInstalledServices());
copyFileSync(new URL("LICENSE.txt", iamDataFolder()), new URL("services.LICENSE.txt", reference));

const managed = new URL("dist/policies/managed/", root);
packManaged(new URL("managed.json", managed), openInstalledManaged());
copyFileSync(new URL("LICENSE", managedDataFolder()), new URL("managed.LICENSE.txt", managed));
