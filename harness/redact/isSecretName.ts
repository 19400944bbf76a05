const words =
  "password passwd passphrase secret token credential privatekey apikey accesskey authkey signingkey pgp stringseed qrcode connectionstring userdata";

const word = new RegExp(words.replaceAll(" ", "|"));

/** What names a thing that is secret, rather than holding it. */
const isPointer = /_(?:arns?|id|ids)$/;

/**
 * Whether a name of an attribute or of a member of a map says that its value is a secret, in any case and with any
 * signs between words: `DB-Password`.
 */
export const isSecretName = (name: string): boolean =>
  !isPointer.test(name) && word.test(name.toLowerCase().replaceAll(/[^a-z0-9]/g, ""));
