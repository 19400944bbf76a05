import { expect } from "chai";
import { doors } from "../layers.js";
import { readText } from "../repository.js";
import { apiReport, reportPathOf } from "./apiReport.js";
import { type CompiledDoors, compileDoors, runExamples } from "./compileDoors.js";
import { type DoorExport, docstringOf, doorExports, examplesIn } from "./doorExports.js";

const all = new Map(
  doors.flatMap((door) => doorExports(door)).map((one) => [`${one.file} ${one.name}`, one]),
);
const exported = [...all.values()];
const fileOf = ({ file, local }: DoorExport, index: number): string =>
  `${file.split("/")[0]}-${local}-${index}.ts`;
const examples = new Map(
  exported.flatMap((one) =>
    examplesIn(docstringOf(one) ?? "").map((code, index) => [fileOf(one, index), code] as const),
  ),
);

describe("the API", function () {
  this.timeout(120_000);
  let compiled: CompiledDoors;
  let faults: Readonly<Record<string, string>>;

  before(() => {
    compiled = compileDoors(examples);
    faults = runExamples([...examples.keys()]);
  });

  for (const door of doors) {
    it(`of ${door} is the one in its report`, () => {
      const isSame = apiReport(door, compiled) === readText(reportPathOf(door));
      expect(isSame, "the API changed: run `npm run api`, and review the difference").to.equal(true);
    });
  }

  it("has examples that compile", () => {
    expect(compiled.faults).to.equal("");
  });

  for (const name of examples.keys()) {
    it(`has an example that runs: ${name}`, () => expect(faults[name]).to.equal(undefined));
  }
});
