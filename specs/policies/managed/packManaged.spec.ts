import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import type { ManagedDataSource } from "../../../policies/managed/managedDataSource.js";
import { openInstalledManaged } from "../../../policies/managed/openInstalledManaged.js";
import { openPackedManaged } from "../../../policies/managed/openPackedManaged.js";
import { packManaged } from "../../../policies/managed/packManaged.js";

describe("the data of AWS managed policies", () => {
  const source = openInstalledManaged();
  // each is parsed when it is asked for, which takes a second for all
  const policies = source.names.map((name) => [name, source.policy(name)!] as const);

  it("has every policy once, by the last part of its ARN", () => {
    expect(source.names).to.have.length.above(1500);
    expect(new Set(source.names).size).to.equal(source.names.length);
    for (const [name, { arn }] of policies)
      expect(arn)
        .to.match(/^arn:aws:iam::aws:policy\/(?:[\w-]+\/)?[\w-]+$/)
        .and.satisfy((arn: string) => arn.endsWith(`/${name}`));
  });

  it("knows no name of JavaScript, nor one in another case", () => {
    for (const name of ["constructor", "__proto__", "readonlyaccess", ""])
      expect(source.policy(name)).to.equal(undefined);
  });

  it("leaves out a date that is not later than that of the version before", () => {
    const dates = source.policy("ReadOnlyAccess")!.versions.map(({ createDate }) => createDate);
    expect(dates[0]).to.equal("2015-02-06T18:39:48Z");
    expect(dates[103]).to.equal("2023-08-07T14:47:52Z");
    expect(new Set(dates.slice(104, -1))).to.deep.equal(new Set([undefined]));
    // that of the newest is the date of the last update
    expect(dates.at(-1)).to.match(/^202\d-/);
  });

  it("lists versions in the order of their numbers, and dates in the order of time", () => {
    for (const [name, { versions }] of policies) {
      const numbers = versions.map(({ version }) => Number(version.slice(1)));
      expect(numbers, name).to.deep.equal(numbers.toSorted((one, other) => one - other));
      const dates = versions.flatMap(({ createDate }) => createDate ?? []);
      expect(dates, name).to.deep.equal([...new Set(dates)].toSorted());
      expect(dates.at(-1)!.slice(0, 10) <= source.date, name).to.equal(true);
    }
  });
});

describe("the packed AWS managed policies", () => {
  const names = ["AWSBatchServiceRole", "AdministratorAccess", "ReadOnlyAccess", "SecurityAudit"];
  const source: ManagedDataSource = { ...openInstalledManaged(), names };
  let folder: string;
  let packed: ManagedDataSource;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "planproof-"));
    const index = pathToFileURL(join(folder, "managed.json"));
    packManaged(index, source);
    packed = openPackedManaged(index);
  });
  after(() => rmSync(folder, { recursive: true }));

  it("say of each policy and version what the data they are packed from says", () => {
    expect([packed.date, packed.names]).to.deep.equal([source.date, names]);
    for (const name of names) {
      const policy = packed.policy(name)!;
      expect(policy).to.deep.equal(source.policy(name));
      for (const { version } of policy.versions)
        expect(packed.text(name, version)).to.equal(source.text(name, version));
    }
    expect(packed.policy("constructor")).to.equal(undefined);
  });
});
