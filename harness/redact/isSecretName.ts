const parts =
  "password passwd passphrase secret token credential privatekey apikey accesskey authkey signingkey pgp stringseed qrcode connectionstring userdata";

const part = new RegExp(parts.replaceAll(" ", "|"));

/** Parts of other words, such as `author`. */
const words: ReadonlySet<string> = new Set(["pwd", "pass", "pw", "auth", "bearer", "dsn"]);

/** What names a thing that is secret, rather than holding it. */
const isPointer = /_arns?$|(?:^|_)secret_id$|(?:^|_)auth_type$/;

/**
 * Whether a name of an attribute or of a member of a map says that its value is a secret, in any case and with any
 * signs between words: `DB-Password`.
 */
export const isSecretName = (name: string): boolean =>
  !isPointer.test(name) &&
  (part.test(name.toLowerCase().replaceAll(/[^a-z0-9]/g, "")) ||
    wordsOf(name).some((word) => words.has(word)));

const wordsOf = (name: string): readonly string[] =>
  name
    .replaceAll(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, " ")
    .toLowerCase()
    .split(/[^a-z]+/);
