import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { openInstalledServices } from "../../../policies/reference/openInstalledServices.js";
import { openPackedServices } from "../../../policies/reference/openPackedServices.js";
import { packServices } from "../../../policies/reference/packServices.js";
import type { ServiceDataSource } from "../../../policies/reference/serviceData.js";

describe("the packed service data", () => {
  // small ones and the largest
  const services = ["batch", "ec2", "sts"];
  let folder: string;
  let source: ServiceDataSource;
  let packed: ServiceDataSource;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "planproof-"));
    source = { ...(await openInstalledServices()), services };
    const index = pathToFileURL(join(folder, "services.json"));
    packServices(index, source);
    packed = openPackedServices(index);
  });
  after(() => rmSync(folder, { recursive: true }));

  it("says of each service what the data it is packed from says", () => {
    expect(packed.services).to.deep.equal(services);
    for (const service of services) {
      expect(packed.read(service)).to.deep.equal(source.read(service));
      expect(packed.conditionKeys(service)).to.deep.equal(source.conditionKeys(service));
    }
  });

  it("keeps the day and the global keys of the data", () => {
    expect(packed.date).to.equal(source.date);
    expect(packed.globalKeys).to.deep.equal(source.globalKeys);
    expect(packed.globalKeys).to.deep.include({ key: "aws:PrincipalOrgPaths", type: "ArrayOfString" });
  });

  it("takes a twentieth of the room, the keys apart", () => {
    const whole = services.map((service) => [source.read(service), source.conditionKeys(service)]);
    const size = statSync(join(folder, "services.br")).size;
    expect(size * 20).to.be.below(JSON.stringify(whole).length);
  });
});
