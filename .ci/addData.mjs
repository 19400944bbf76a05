// The second part of `npm run build`: the data that the compiled sources read beside themselves.
import { copyFileSync, cpSync } from "node:fs";

const root = new URL("../", import.meta.url);
for (const room of ["policies", "generators", "properties", "harness"]) {
  const filter = (path) => !path.endsWith(".ts");
  cpSync(new URL(room, root), new URL(`dist/${room}`, root), { recursive: true, filter });
}

const reference = new URL("dist/policies/reference/", root);
const { iamDataFolder, openInstalledServices } = await import(new URL("openInstalledServices.js", reference));
const { packServices } = await import(new URL("packServices.js", reference));
packServices(new URL("services.json", reference), await openInstalledServices());
copyFileSync(new URL("LICENSE.txt", iamDataFolder()), new URL("services.LICENSE.txt", reference));

const managed = new URL("dist/policies/managed/", root);
const { managedDataFolder, openInstalledManaged } = await import(new URL("openInstalledManaged.js", managed));
const { packManaged } = await import(new URL("packManaged.js", managed));
packManaged(new URL("managed.json", managed), openInstalledManaged());
copyFileSync(new URL("LICENSE", managedDataFolder()), new URL("managed.LICENSE.txt", managed));
