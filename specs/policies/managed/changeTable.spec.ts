import { expect } from "chai";
import { changeTable } from "../../../policies/managed/changeTable.js";
import { batchPolicies } from "../../generators/batchPolicies.js";

const versions = batchPolicies.flatMap((policy) => policy.versions);
const nameOf = ({ name, version }: { name: string; version: string }): string => `${name}@${version}`;

describe("the change table", () => {
  it("has ten rows, newest first", () => {
    const dates = changeTable.map(({ date }) => date);
    expect(dates).to.have.length(10);
    expect(dates).to.deep.equal(dates.toSorted().toReversed());
  });

  it("names steps between versions that are known and follow each other", () => {
    for (const { policy, from, to } of changeTable.flatMap(({ steps }) => steps)) {
      const known = [
        null,
        ...batchPolicies.find(({ name }) => name === policy)!.versions.map((v) => v.version),
      ];
      expect(known.indexOf(to) - known.indexOf(from)).to.equal(1);
    }
  });

  it("leaves out the versions that AWS's page leaves out", () => {
    const told = changeTable.flatMap(({ steps }) => steps.map(({ policy, to }) => `${policy}@${to}`));
    const since = versions.filter(({ createDate }) => createDate! > "2018-12");
    expect(since.map(nameOf).filter((name) => !told.includes(name))).to.deep.equal([
      "BatchServiceRolePolicy@v2",
      "BatchServiceRolePolicy@v8",
      "AWSBatchServiceRole@v10",
      "AWSBatchServiceRole@v11",
      "AWSBatchServiceRole@v14",
    ]);
  });
});
