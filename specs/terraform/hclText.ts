import fc from "fast-check";

/** What is written between the quotes of a string; most of it is odd in terraform, in Go or in JSON. */
const pieces: readonly string[] = [
  ..."abAB-_,./:* '#?@[](){}=",
  ...[
    "",
    "x",
    "one",
    "two",
    "b,c",
    "s3:Get*",
    "arn:aws:s3:::data/*",
    "&{aws:username}",
    "//",
    "/*",
    "https://",
  ],
  ...[
    "\\n",
    "\\r",
    "\\t",
    '\\"',
    "\\\\",
    "\\u00e9",
    "\\u0041",
    "\\U0001F600",
    "\\u0000",
    "\\u0001",
    "\\u0008",
  ],
  ...["\\u000c", "\\u007f", "\\u0085", "\\u00a0", "\\u2028", "\\u2029", "\\ufeff"],
  ...["$${aws:username}", "%%{x}", "$", "%", "$$", "%%", "%s", "%d", "%v", "%q", "%5s", "%[1]s", "%#v"],
  ...["<a>", "&", "é", "ß", "İ", "ſ", "😀", "日本", "e\u0301", "\u212b", "\u00a0", "<", ">", "&amp;"],
  ...["true", "false", "null", "5", "1.0", "-1", "1e3", "007", "0x10", "+5", ".5"],
];

/** A string in quotes, without anything to fill in. */
export const quotedText = (): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...pieces), { maxLength: 4 }).map((parts) => `"${closed(parts.join(""))}"`);

/** Without a sign that begins an interpolation, alone or with what follows it. */
export const closed = (text: string): string =>
  text.replace(/([$%])\1*(?=\{)/g, (signs, sign: string) => (signs.length === 1 ? "" : sign + sign));

/** A number as users write it, and as they do not. */
export const numeral = (): fc.Arbitrary<string> =>
  fc.constantFrom(
    ...[
      "0",
      "1",
      "2",
      "3",
      "5",
      "7",
      "10",
      "-1",
      "-2",
      "1.5",
      "1.50",
      "0.1",
      "1.0",
      "100",
      "3.0",
      "-0",
      "-1.5",
    ],
    ...["1e3", "1E2", "1.5e-3", "1e+2", "1e21", "1e22", "1e-7", "123456789012", "100000000000000000000"],
    ...["9007199254740993", "9007199254740992", "9007199254740991", "0.30000000000000004", "007", "1.10"],
    ...["0.1234567890123456789", "123456789.123456789123", "4.35", "2.5e0", "1e-1", "0.000001", "0.0000001"],
  );
