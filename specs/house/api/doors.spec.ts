import { expect } from "chai";
import { doors } from "../layers.js";
import { filesOfFloors } from "../repository.js";
import { reportPathOf } from "./apiReport.js";
import { docstringOf, doorExports, examplesIn } from "./doorExports.js";

const all = new Map(
  doors.flatMap((door) => doorExports(door)).map((one) => [`${one.file} ${one.name}`, one]),
);
const exported = [...all.values()];

describe("each door", () => {
  it("has one report for each door", () => {
    expect(filesOfFloors(".txt").filter((path) => path.startsWith("specs/house/api/"))).to.deep.equal(
      doors.map(reportPathOf).toSorted(),
    );
  });

  it("has its types tested, door by door", () => {
    const tests = doors.map((door) => `specs/${door.replace(/\.ts$/, ".types.ts")}`);
    expect(filesOfFloors(".types.ts")).to.have.members(tests);
  });

  it("has a docstring with an example for each function", () => {
    const functions = exported.filter(({ isType }) => !isType);
    const bare = functions.filter((one) => examplesIn(docstringOf(one) ?? "").length === 0);
    expect(functions.filter((one) => docstringOf(one) === undefined).map(({ name }) => name)).to.deep.equal(
      [],
    );
    expect(bare.map(({ name }) => name)).to.deep.equal([]);
  });
});
