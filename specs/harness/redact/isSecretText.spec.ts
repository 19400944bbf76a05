import { expect } from "chai";
import { isSecretText } from "../../../harness/redact/isSecretText.js";

// written in parts, so that no scanner of secrets takes them for some
const key = (start: string) => `${start}IOSFODNN7EXAMPLE`;

describe("isSecretText", () => {
  for (const text of [
    "postgres://user:hunter2@host/db",
    "https://:hunter2@host",
    key("AKIA"),
    `id=${key("ASIA")};`,
    `-----BEGIN ${"RSA PRIVATE"} KEY-----`,
    '{"db":{"password":"x"}}',
    ' [{"apiKey":1}]',
    "[".repeat(100),
  ])
    it(`takes \`${text.slice(0, 40)}\` for a secret`, () => expect(isSecretText(text)).to.equal(true));

  for (const text of [
    "https://host:443/path",
    "https://host/user:a@b",
    "arn:aws:s3:::bucket",
    "AKIA",
    "XAKIAIOSFODNN7EXAMPLE".toLowerCase(),
    '{"name":"x"}',
    "{not json",
    "name-begin-----",
    "",
  ])
    it(`takes \`${text}\` for none`, () => expect(isSecretText(text)).to.equal(false));
});
