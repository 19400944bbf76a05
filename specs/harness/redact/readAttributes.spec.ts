import { readFileSync } from "node:fs";
import { expect } from "chai";
import { isSecretName } from "../../../harness/redact/isSecretName.js";
import { changedMark, type Read, readAttributes, readTypes } from "../../../harness/redact/readAttributes.js";

/** Kept of every type of AWS. */
const ofAll = ["arn", "region", changedMark];

const pathsOf = ({ as, member, members }: Read, path: string): readonly string[] => [
  ...(as === undefined || ofAll.includes(path) ? [] : [path + noteOf([as, member].join(" ").trim())]),
  ...[...members].flatMap(([name, inner]) => pathsOf(inner, path === "" ? name : `${path}.${name}`)),
];

const noteOf = (reading: string): string => (reading === "value" ? "" : ` (${reading})`);

describe("readAttributes", () => {
  it("lists for each type what a redacted plan keeps, which is reviewed in readAttributes.txt", () => {
    const lines = readTypes
      .map((type) => [type, pathsOf(readAttributes(type), "").toSorted().join(", ")])
      .flatMap(([type, paths]) => (paths === "" ? [] : `${type}: ${paths}\n`));
    const listed = readFileSync(new URL("./readAttributes.txt", import.meta.url), "utf8");
    expect(lines.join("")).to.equal(listed);
  });

  it("reads of any type of AWS the ARN and the region, and nothing of other types", () => {
    expect(pathsOf(readAttributes("aws_db_snapshot"), "")).to.deep.equal([]);
    expect([...readAttributes("aws_db_snapshot").members.keys()]).to.have.members(ofAll);
    expect([...readAttributes("kubernetes_secret").members.keys()]).to.deep.equal([changedMark]);
  });

  it("lists one attribute alone whose name says that it is a secret", () => {
    const secret = readTypes.flatMap((type) =>
      pathsOf(readAttributes(type), "").filter((path) => isSecretName(path.replace(/ .*|^.*\./g, ""))),
    );
    expect(secret).to.deep.equal(["event_source_token"]);
  });
});

describe("isSecretName", () => {
  const secret = [
    "secret",
    "db_password",
    "DB-Password",
    "masterUserPassword",
    "apiKey",
    "x_api_key",
    "tls.private-key",
  ];
  const words = [
    "pwd",
    "db_pwd",
    "pass",
    "DbPass",
    "pw",
    "auth",
    "x-auth",
    "bearer",
    "dsn",
    "SENTRY_DSN",
    "DBPass",
  ];
  const pointers = ["token_id", "secret_access_key_id", "password_ids"];
  for (const name of [
    ...secret,
    ...words,
    ...pointers,
    "ses_smtp_password_v4",
    "AccessKey",
    "qr_code_png",
    "base_32_string_seed",
  ])
    it(`takes \`${name}\` for the name of a secret`, () => expect(isSecretName(name)).to.equal(true));

  for (const name of [
    "secret_arn",
    "secret_id",
    "secret_arns",
    "author",
    "bypass",
    "passenger",
    "authorization_type",
    "key_id",
    "name",
    "keys",
    "path",
    "principal",
    "Name",
    "Encrypted",
    "footprint",
  ])
    it(`takes \`${name}\` for another name`, () => expect(isSecretName(name)).to.equal(false));
});
