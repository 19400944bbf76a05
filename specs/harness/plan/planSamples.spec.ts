import { readdirSync } from "node:fs";
import { expect } from "chai";
import { extractBytes, fixtureBytes, fixtures } from "./fixture.js";

/** No sample holds a resource of AWS; what matters is that each is read, and what it says of itself. */
const samples: Readonly<Record<string, readonly string[]>> = {
  "create_modules_foreach_unknown_deferred-read_checks.plan.json": [],
  "destroy.plan.json": [],
  "import.plan.json": [],
  "noop_update_moved_forget_delete.plan.json": [],
  "refresh-only.plan.json": [],
  "replace_variants.plan.json": [],
  "setup-terraform-wrapper.txt": [],
  "state.json": [],
  "target_incomplete.plan.json": ["incomplete-plan"],
  "utf16-bom.plan.json": [],
  "utf8-bom.plan.json": [],
};

/** Their messages are in readInput.spec. */
const refused = [
  "create.tfplan",
  "empty-state.json",
  "errored.plan.json",
  "plan-json-ui-stream.ndjson",
  "raw.tfstate",
];

describe("the plan samples", () => {
  it("are all here", () => {
    expect(readdirSync(`${fixtures}plan-samples`).toSorted()).to.deep.equal(
      [...Object.keys(samples), ...refused].toSorted(),
    );
  });

  for (const [name, notes] of Object.entries(samples)) {
    it(`${name} holds no policy${notes.length > 0 ? `, and ${notes.join()}` : ""}`, () => {
      const extraction = extractBytes(fixtureBytes(`plan-samples/${name}`), name);
      expect(extraction).to.deep.include({ policies: [], principals: [], targets: [] });
      expect(extraction.notes.map(({ code }) => code)).to.deep.equal(notes);
    });
  }
});
