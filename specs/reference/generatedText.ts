import fc from "fast-check";

/**
 * The strings that generated policies and requests are made of. The alphabets are small so that policies and
 * requests meet often; each holds the spellings that evaluators are known to disagree about.
 */
export const from = (...texts: readonly string[]) => fc.constantFrom(...texts);
export const join = (...parts: readonly fc.Arbitrary<string>[]) =>
  fc.tuple(...parts).map((texts) => texts.join(""));
export const repeat = (unit: fc.Arbitrary<string>, minLength: number, maxLength: number, separator = "") =>
  fc.array(unit, { minLength, maxLength }).map((units) => units.join(separator));
export const often = (weight: number, arbitrary: fc.Arbitrary<string>) => ({ weight, arbitrary });

/** A spelling of the same key or action in another case, now and then. */
export const anyCase = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(text, fc.nat(11))
    .map(([plain, dice]) => (dice === 0 ? plain.toUpperCase() : dice === 1 ? plain.toLowerCase() : plain));

const variableKeys = [
  "k:String",
  "aws:PrincipalTag/Team",
  "aws:username",
  "k:gone",
  "k:Arn",
  "k:Bool",
] as const;
const byDefault = repeat(from("a", "b", "*", "?", ", ", ":", "$", " ", "{", "/"), 0, 3);

/** A policy variable, with or without default value, or an escape. */
export const variable = fc.oneof(
  often(4, join(from("${"), anyCase(from(...variableKeys)), from("}"))),
  often(2, join(from("${"), anyCase(from(...variableKeys)), from(", '"), byDefault, from("'}"))),
  often(2, from("${*}", "${?}", "${$}", "${$}{a}")),
);

const letter = from("a", "a", "b", "A", ":", "/");
const oddString = from(
  "",
  "a b",
  "\n",
  "a\nb",
  "É",
  "é",
  "ß",
  "SS",
  "İ",
  "i̇",
  "ΑΣ",
  "ας",
  "😀",
  "*",
  "?",
  "${a}",
  "$",
  "{",
);

export const plainString = fc.oneof(
  often(6, from("a", "b", "ab", "A", "AB", "$", "*")),
  often(3, repeat(letter, 0, 4)),
  often(2, oddString),
);
export const stringPattern = fc.oneof(
  often(3, variable),
  often(4, from("a", "b", "ab", "A", "aB", "a*", "*", "?", "a?", "*b")),
  often(4, repeat(fc.oneof(often(2, letter), often(2, from("*", "?"))), 0, 5)),
  often(3, repeat(fc.oneof(often(2, letter), often(1, from("*")), often(3, variable)), 1, 3)),
  often(
    1,
    oddString.map((text) => text.replaceAll("$", "S")),
  ),
);

const digits = repeat(from("0", "0", "1", "2", "5"), 1, 4);
export const numeral = fc.oneof(
  often(6, from("0", "1", "2", "10", "-1", "-2", "1.5", "1e1")),
  often(
    3,
    join(
      from("", "", "-", "0"),
      digits,
      from("", ".", ".0", ".5", ".50"),
      from("", "", "e1", "E-1", "e+2", "e", "e-7"),
    ),
  ),
  often(
    1,
    from(
      "",
      " 1",
      "+1",
      ".5",
      "0x1",
      "12abc",
      "NaN",
      "Infinity",
      "1_0",
      "9007199254740993",
      "9007199254740992",
      "1e1000000",
      "0e999",
      "1e999",
      "١",
    ),
  ),
);

const zone = from("Z", "Z", "", "+00:00", "+02:00", "-00:30", "+14:00", "+23:59", "+24:00", "z", "+0200");
const clock = from(
  "00:00",
  "12:00",
  "12:00:00",
  "12:00:00.5",
  "12:00:00.500",
  "12:00:01",
  "23:59:59",
  "24:00",
  "12:60",
  "12:00:60",
  "12",
  "02:00:00",
  "12:00:00.0000000001",
  "12:00:00.",
);
export const date = fc.oneof(
  often(
    6,
    from("2024-06-01T12:00:00Z", "2024-06-01", "2024", "2024-06", "1717243200", "2024-06-01T14:00:00+02:00"),
  ),
  often(
    4,
    join(
      from("2024", "2023", "1900", "2000", "0000", "1970", "9999"),
      from("-06", "-02", "-01", "-12", "-13", "-00"),
      from("-01", "-01", "-28", "-29", "-30", "-31", "-00", "-32"),
      fc.oneof(often(3, join(from("T"), clock, zone)), often(1, from("", "Z", "t12:00Z", " 12:00Z"))),
    ),
  ),
  often(
    1,
    from(
      "",
      "Jan 1 2024",
      "0",
      "00",
      "000",
      "20240601",
      "1717243200000",
      "999999999999999",
      "1000000000000000",
      "-1",
      "1.5",
      "2024-6-1",
      "24",
      "02024",
      "2024Z",
      "2024-06-01T12:00:00Z ",
      "+002024-01-01",
    ),
  ),
);

export const boolean = fc.oneof(
  often(6, from("true", "false")),
  often(1, from("TRUE", "False", "1", "", "yes", "true ")),
);
export const binary = from("YQ==", "YQ==", "YR==", "YQ", "", "yq==");

const octet = from("0", "0", "1", "10", "10", "127", "128", "255", "256", "01", "", "a");
const group = from("0", "0", "1", "db8", "DB8", "0db8", "2001", "ffff", "00001", "g", "");
export const address = fc.oneof(
  often(6, from("10.0.0.1", "10.0.0.2", "128.0.0.1", "2001:db8::1", "::1", "::")),
  often(2, repeat(octet, 4, 4, ".")),
  often(2, join(repeat(group, 0, 4, ":"), from("::"), repeat(group, 0, 4, ":"))),
  often(1, repeat(group, 7, 9, ":")),
  often(
    1,
    from(
      "",
      "10.0.0",
      "10.0.0.1.1",
      "10.0.0.1 ",
      "::ffff:10.0.0.1",
      "::ffff:0a00:1",
      "::10.0.0.256",
      "1::10.0.0.1",
      "10.0.0.1::",
      "1:2:3:4:5:6:7::",
      "::2:3:4:5:6:7:8",
      "1::2::3",
      ":::",
      ":",
      "fe80::1%eth0",
      "1:2:3:4:5:6:10.0.0.1",
      "1:2:3:4:5:6:7:10.0.0.1",
      "0x0a.0.0.1",
      "2001:0DB8:0:0:0:0:0:1",
    ),
  ),
);
const prefixLength = from(
  "/0",
  "/8",
  "/8",
  "/1",
  "/31",
  "/32",
  "/33",
  "/64",
  "/127",
  "/128",
  "/129",
  "/",
  "/08",
  "/-1",
  "/8/8",
  "/a",
);
export const addressRange = fc.oneof(
  often(4, from("10.0.0.0/8", "10.0.0.1", "0.0.0.0/0", "::/0", "2001:db8::/32", "128.0.0.0/1")),
  often(2, address),
  often(3, join(address, prefixLength)),
);

const arnPart = from("", "aws", "s3", "b", "a");
export const arnPartPattern = from("", "aws", "s3", "b", "a", "*", "*", "?", "a*", "s?", "**");
const arnTail = from("b", "a", "b/k", "b:k", "a/b:k");
export const arnTailPattern = from("b", "a", "*", "b*", "b/*", "b:*", "?/k", "*k", "a/*:k", "**");
export const arn = fc.oneof(
  often(
    5,
    from("arn:aws:s3:::b", "arn:aws:s3:::b/k", "arn:aws:s3:::b:k", "arn:aws:s3:a:b:a", "arn:aws:s3::a:b"),
  ),
  often(4, join(from("arn:"), repeat(arnPart, 4, 4, ":"), from(":"), arnTail)),
  often(1, join(from("arn:", "x:", ""), repeat(arnPart, 0, 5, ":"))),
  often(
    1,
    from(
      "",
      "*",
      "arn",
      "arn:",
      "x",
      "ARN:aws:s3:::b",
      "arn:aws:s3:::",
      "arn:aws:s3:::b\nk",
      "arn:aws:s3:::${k:String}",
    ),
  ),
);
export const arnPattern = fc.oneof(
  often(
    5,
    from(
      "*",
      "arn:aws:s3:::b",
      "arn:aws:s3:::b*",
      "arn:*:s3:::*",
      "arn:*:s3:::*k",
      "arn:aws:s3:::b?k",
      "arn:aws:s3:*",
    ),
  ),
  often(4, join(from("arn:"), repeat(arnPartPattern, 4, 4, ":"), from(":"), arnTailPattern)),
  often(3, join(from("arn:", "arn:", "*:", "", "?rn:"), repeat(arnPartPattern, 0, 6, ":"))),
  often(
    3,
    join(
      from("arn:aws:s3:::", "arn:aws:s3:::", "arn:aws:s3:a:", "arn:*", ""),
      fc.oneof(variable, from("b", "a/")),
      fc.oneof(variable, from("", "*", "/k", ":k")),
    ),
  ),
);
