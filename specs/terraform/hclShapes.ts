/**
 * How terms of each kind are put together. In the place of `<text>` is a term of that kind, of `<text*>`
 * some of them with commas between, and of `<spec>` one of the words below.
 */
export const shapes = {
  text: [
    ...['"a-${<text>}/b"', '"${<any>}"', '"${<text>}${<any>}"', '"<inner>${<any>}<inner>"', "<heredoc>"],
    ...["format(<quoted>, <any>)", "format(<spec>, <any*>)", "format(<spec>, <any>)", "tostring(<any>)"],
    ...["join(<text>, <list>)", "join(<text>, <list>, <list>)", 'join("-", <texts>)'],
    ...["jsonencode(<any>)", "jsonencode(<map>)", "jsonencode(<list>)", "jsonencode({ a = <text> })"],
    ...["upper(<text>)", "lower(<text>)", "trimspace(<text>)", "replace(<text>, <part>, <text>)"],
    ...["trimprefix(<text>, <text>)", "trimsuffix(<text>, <text>)", 'trimprefix("abab", "ab")'],
  ],
  number: [
    "length(<any>)",
    "length(<list>)",
    "length(<text>)",
    "tonumber(<any>)",
    "(<number> <sum> <number>)",
    "(-(<number>))",
  ],
  truth: [
    ...["(<any> == <any>)", "(<text> != <text>)", "(<list> == <list>)", "(<number> <order> <number>)"],
    ...["(<truth> && <truth>)", "(<truth> || <truth>)", "(<truth> || <truth> && <number> < <number>)"],
    ...["(!<truth>)", "can(<any>)", "contains(<list>, <any>)", "contains(<texts>, <text>)", "tobool(<any>)"],
    ...[
      "startswith(<text>, <text>)",
      "endswith(<text>, <text>)",
      "(<number> + 1 == <number>)",
      "(<any> != null)",
    ],
  ],
  list: [
    ...["<texts>", "[<any*>]", "[\n<any*>\n]", "concat(<list>, <list>)", "concat([<list>, <list>]...)"],
    ...["flatten([<list>, [<any>], <any>])", "flatten(<list>)", "split(<text>, <text>)", "keys(<map>)"],
    ...[
      "values(<map>)",
      "compact(<list>)",
      "distinct(<list>)",
      "tolist(<list>)",
      "toset(<texts>)",
      "toset(<list>)",
    ],
    ...["tolist(toset(<texts>))", "formatlist(<spec>, <list>)", 'formatlist("%s-%s", <list>, <any>)'],
    ...["[(<any>)[*]]", "<map>[*].a", "[{ a = <any> }, { a = <any> }][*].a", "<list>[*].a", "<list>[*][0]"],
    ...["[for x in <any> : <body>]", "[for i, x in <list> : <body>]", "[for i, x in <map> : <body>]"],
    ...[
      "[for x in <list> : <body> if <guard>]",
      "[for i, x in <list> : i]",
      "[for i, x in <any> : <body> if i != 1]",
    ],
  ],
  map: [
    ...["{ <entry*> }", "{ <entry>\n <entry>\n <entry> }", "merge(<map>, <map>)", "merge([<map>, <map>]...)"],
    ...[
      "merge(<any>, <map>)",
      "tomap(<map>)",
      "{ for x in <list> : x => <body> }",
      "{ for i, x in <map> : i => <body> }",
    ],
    ...[
      "{ for x in <list> : <text> => <body>... }",
      "{ for x in <texts> : x => <body>... }",
      "{ for i, x in <any> : i => <body> }",
    ],
    ...[
      "{ for i, x in <list> : i => x }",
      '{ for i, x in <map> : "a-${i}" => x if <guard> }',
      "{ a = <any>, a = <any> }",
    ],
  ],
} as const;

/** Terms that may be of any kind, the kind itself being `<this>`. */
export const anyShapes: readonly string[] = [
  ...["(<truth> ? <this> : <this>)", "(<truth> ? <this> : <any>)", "(<truth> ? <any> : <this>)", "(<this>)"],
  ...[
    "try(<any>, <this>)",
    "try(<any>[0], <any>.a, <this>)",
    "lookup(<map>, <text>, <this>)",
    "lookup(<map>, <key>)",
  ],
  ...[
    "element(<list>, <number>)",
    "coalesce(<this>, <this>)",
    'coalesce(null, "", <this>)',
    "coalesce(<any*>)",
  ],
  ...[
    "<list>[<number>]",
    "<map>[<text>]",
    "<map>.a",
    "{ a = <this> }.a",
    "values({ a = <this> })[0]",
    "[<any>, <this>][1]",
  ],
  ...[
    "element([<this>, <any>], 2)",
    "element([<any>, <this>], -1)",
    "try(<map>[<text>], <this>)",
    "<any>[0]",
  ],
  ...['[<this>]["0"]', '{ "5" = <this> }[5]', "coalesce(<texts>...)", "{ true = <this> }[true]"],
];

/** What the other words of a shape represent. */
export const words: Readonly<Record<string, readonly string[]>> = {
  sum: ["+", "-", "*", "/", "%"],
  order: ["<", "<=", ">", ">=", "==", "!="],
  part: ['"a"', '"/a/"', '"/"', '"//"', '"/[ab]+/"', '""', '"."', '"$"', '"ab"', '"/("'],
  spec: [
    ...[
      '"%s"',
      '"%s-%s"',
      '"%d"',
      '"%v"',
      '"%q"',
      '"%%"',
      '"%s%%"',
      '"%5s|"',
      '"%-5s|"',
      '"%05d"',
      '"%.2f"',
      '"%t"',
    ],
    ...[
      '"%#v"',
      '"%[2]s%[1]s"',
      '"%x"',
      '"%%%s"',
      '"%s %"',
      '"%%d"',
      '"a"',
      '"%s/*"',
      '"%%%%s"',
      '"é%s"',
      '"%v%s"',
    ],
  ],
  body: [
    ...[
      "x",
      "x",
      '"${x}"',
      '"${x}:*"',
      "upper(x)",
      "[x, x]",
      "{ a = x }",
      '(x == "a" ? "b" : x)',
      "jsonencode(x)",
    ],
    ...[
      'try(x.a, "none")',
      "try(x[0], x)",
      "length(x)",
      '[for y in [x] : "${y}-${x}"]',
      "concat([x], x)",
      "x.a",
    ],
  ],
  guard: ['x != "a"', "x != null", "true", 'x == "x"', "false", "can(x.a)", "length(x) > 1"],
  key: ['"a"', '"b"', '"one"', '"none"', '"__proto__"', '"constructor"', '"length"'],
  name: [
    "a",
    "b",
    "one",
    "b-c",
    '"a"',
    '"a.b"',
    "10",
    "9",
    "5",
    "true",
    "null",
    "Z",
    "_x",
    "__proto__",
    "1.50",
  ],
  line: ["  a", "    b", "\t c", "", '"q"', "\\n", "$${x}", "  %%{y}", "$", " é", "   ", "\\", "# x"],
};
