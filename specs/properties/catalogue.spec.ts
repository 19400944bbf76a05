import { expect } from "chai";
import { builtInProperties } from "../../properties/catalogue/builtInProperties.js";
import { type Example, exampleSource } from "../../properties/catalogue/exampleSource.js";
import examples from "../../properties/catalogue/examples.json" with { type: "json" };
import { ask, askJson } from "../harness/cli/ask.js";
import { readText } from "../house/repository.js";
import { catalogueDocument } from "./catalogueDocument.js";
import { propertyTable, withPropertyTable } from "./propertyTable.js";

interface Row {
  readonly parameters?: readonly string[];
  readonly firing: Example;
  readonly quiet: Example;
}
const rows = new Map(Object.entries(examples as Readonly<Record<string, Row>>));
/** The law about a policy that only AWS makes. */
const withoutExample: readonly string[] = ["batch-guarded-subset"];

describe("the catalogue", () => {
  it("is what docs/catalogue.md says: `npm run catalogue` writes it", () => {
    expect(readText("docs/catalogue.md")).to.equal(catalogueDocument());
  });

  it("is in README.md, too: the properties that are asked of any plan", () => {
    expect(readText("README.md"))
      .to.equal(withPropertyTable(readText("README.md")))
      .and.include(propertyTable());
  });

  for (const { id, severity, remedy, page, parameters } of builtInProperties) {
    const row = rows.get(id);
    it(`says of ${id} how serious it is, how to mend it and which page it follows`, () => {
      expect([severity, remedy, page].every((one) => one !== undefined)).to.equal(true);
      expect(page).to.match(/^https:\/\//);
      expect(remedy).to.match(/^[a-z][^\n]{15,160}[^.]$/);
      for (const [name, one] of Object.entries(parameters ?? {})) {
        expect(name).to.match(/^[a-z][a-zA-Z]+$/);
        expect(one.help).to.match(/^[a-z].{5,120}[^.]$/);
      }
    });
    if (row === undefined) {
      it(`knows that ${id} has no example`, () => expect(withoutExample).to.include(id));
      continue;
    }
    const name = [id, ...(row.parameters ?? []).map((parameter) => `${id}:${parameter}`)];
    const argv = ["check", "-", ...name.slice(row.parameters ? 1 : 0).flatMap((one) => ["--property", one])];
    it(`refutes ${id} for its firing example`, async () => {
      const { value, stderr } = await askJson<{ verdicts: { verdict: string }[] }>(argv, {
        input: exampleSource(row.firing),
      });
      expect(
        value.verdicts?.map(({ verdict }) => verdict),
        stderr,
      ).to.include("refuted");
    });
    it(`proves ${id} for its quiet example`, async () => {
      const { exit, stdout } = await ask(argv, { input: exampleSource(row.quiet) });
      expect(exit, stdout).to.equal(0);
    });
  }
});
