import { Ajv, type ValidateFunction } from "ajv";
import { expect } from "chai";
import { exceptionForm } from "../../../harness/gate/exceptionForm.js";
import { readExceptions } from "../../../harness/gate/readExceptions.js";
import { readText } from "../../house/repository.js";

interface Schema {
  readonly definitions: { readonly exception: { readonly properties: object; readonly required: string[] } };
}
const schemaAt = (path: string) => JSON.parse(readText(path)) as Schema;
const ownSchema = schemaAt("harness/gate/planproof.exceptions.schema.json");
const configSchema = schemaAt("harness/config/planproof.config.schema.json");
const ajv = new Ajv({ strict: true, allowUnionTypes: true }).addKeyword("tsType");
const own = ajv.compile(ownSchema);
const ofConfig = ajv.compile(configSchema);

const entry = { property: "no-admin", target: "aws_iam_role.ci", reason: "it deploys", owner: "platform" };

describe("the schema of planproof.exceptions.json", () => {
  const takes = (validate: ValidateFunction, value: unknown) => validate(value);
  const reads = (value: unknown) => readExceptions("e.json", JSON.stringify(value)).ok;

  it("has an exception as the configuration has it", () => {
    expect(ownSchema.definitions.exception).to.deep.equal(configSchema.definitions.exception);
  });

  it("has the keys that the reader knows, and needs the same ones", () => {
    const { properties, required } = ownSchema.definitions.exception;
    const needed = Object.keys(exceptionForm.required);
    expect(required.toSorted()).to.deep.equal(needed.toSorted());
    expect(Object.keys(properties).toSorted()).to.deep.equal(
      [...needed, ...Object.keys(exceptionForm.optional)].toSorted(),
    );
  });

  const taken: readonly object[] = [
    {},
    { statement: "b974f52ca087" },
    { statement: 0 },
    { actions: ["iam:Put*", "*"], resources: ["arn:aws:iam::*:role/ci", "*"] },
    ...[
      "everyone",
      "ownPrincipals",
      "account 111122223333",
      "service ecs.amazonaws.com",
      "arn:aws:iam::1:r",
    ].map((caller) => ({ caller })),
    { until: "2027-01-31" },
  ];
  const refused: readonly object[] = [
    { property: undefined },
    { reason: " " },
    { owner: 1 },
    { untill: "2027-01-31" },
    { statement: "" },
    { statement: -1 },
    { statement: 0.5 },
    { actions: [] },
    { actions: "iam:*" },
    { actions: ["PutRolePolicy"] },
    { resources: ["ci"] },
    { caller: "evryone" },
    { until: "31 January" },
  ];
  for (const [answer, rows] of [
    [true, taken],
    [false, refused],
  ] as const) {
    for (const change of rows) {
      it(`${answer ? "takes" : "refuses"} ${JSON.stringify(change)}, as the reader and the configuration do`, () => {
        const value = { exceptions: [JSON.parse(JSON.stringify({ ...entry, ...change })) as object] };
        expect([reads(value), takes(own, value), takes(ofConfig, value)]).to.deep.equal([
          answer,
          answer,
          answer,
        ]);
      });
    }
  }

  it("leaves it to the reader whether a day is in the calendar", () => {
    const value = { exceptions: [{ ...entry, until: "2027-02-30" }] };
    expect([reads(value), takes(own, value)]).to.deep.equal([false, true]);
  });

  it("takes a file that names it, and refuses other keys", () => {
    const named = { $schema: "./node_modules/planproof/x.json", exceptions: [] };
    expect([reads(named), takes(own, named)]).to.deep.equal([true, true]);
    for (const wrong of [{ ...named, exception: [] }, {}, [], { exceptions: {} }])
      expect([reads(wrong), takes(own, wrong)]).to.deep.equal([false, false]);
  });
});
