import fc from "fast-check";
import { anyShapes, shapes, words } from "./hclShapes.js";
import { numeral, quotedText } from "./hclText.js";

/** What is asked for as one kind is now and then of another. */
type Kind = keyof typeof shapes;
type Terms = Record<Kind | "any" | "entry", string>;

/** What a term may name, by kind. */
export type Named = Readonly<Record<Kind, readonly string[]>>;

const kinds = ["text", "number", "truth", "list", "map"] as const;

/** Expressions of terraform that are well-formed, if not always well-typed. */
export const hclTerm = (named: Named, depth: number): fc.Arbitrary<string> =>
  fc.letrec<Terms>((tie) => {
    const fill = (shape: string, self: Kind) => filled(shape, (word) => wordOf(word, self, tie));
    const term = (kind: Kind): fc.Arbitrary<string> =>
      fc.oneof(
        { maxDepth: depth, depthIdentifier: "term" },
        { weight: 2, arbitrary: fc.oneof(plain[kind], fc.constantFrom(...named[kind])) },
        { weight: 5, arbitrary: fc.oneof(...shapes[kind].map((shape) => fill(shape, kind))) },
        { weight: 2, arbitrary: fc.oneof(...anyShapes.map((shape) => fill(shape, kind))) },
        { weight: 1, arbitrary: tie("any") },
      );
    return {
      ...(Object.fromEntries(kinds.map((kind) => [kind, term(kind)])) as Record<Kind, fc.Arbitrary<string>>),
      any: fc.oneof(
        { maxDepth: depth, depthIdentifier: "term" },
        fc.constantFrom("null", '""', "[]", "{}", "5", '"5"', "true", "[null]", "{ a = null }"),
        ...kinds.map((kind) => tie(kind)),
      ),
      entry: fc.oneof(
        fill("<name> = <any>", "text"),
        fill("<quoted>: <text>", "text"),
        fill("(<text>) = <any>", "text"),
        fill('"${<text>}" = <list>', "text"),
      ),
    };
  }).any;

const plain: Readonly<Record<Kind, fc.Arbitrary<string>>> = {
  text: quotedText(),
  number: numeral(),
  truth: fc.constantFrom("true", "false"),
  list: fc.constantFrom("[]", '["a"]', '["b", "a"]', "[1, 2]", '["a", "", null]', "[[]]"),
  map: fc.constantFrom("{}", '{ a = "x" }', '{ b = "y", a = 1 }', '{ a = { b = ["c"] } }', "{ a = null }"),
};

/** Fills a shape: what is between `<` and `>` by what a word is. */
function filled(shape: string, wordOf: (word: string) => fc.Arbitrary<string>): fc.Arbitrary<string> {
  const parts = shape.split(/<(\w+\*?)>/);
  return fc
    .tuple(...parts.map((part, at) => (at % 2 === 0 ? fc.constant(part) : wordOf(part))))
    .map((texts) => texts.join("").replace(", )", ")"));
}

function wordOf(word: string, self: Kind, tie: fc.LetrecTypedTie<Terms>): fc.Arbitrary<string> {
  if (word.endsWith("*"))
    return fc.array(wordOf(word.slice(0, -1), self, tie), { maxLength: 3 }).map((items) => items.join(", "));
  if (word === "this") return tie(self);
  if (word === "quoted") return quotedText();
  if (word === "inner") return quotedText().map((text) => text.slice(1, -1).replace(/[$%]+$/, ""));
  if (word === "texts")
    return fc.array(quotedText(), { maxLength: 4 }).map((items) => `[${items.join(", ")}]`);
  if (word === "heredoc") return heredoc(tie("text"));
  const choices = words[word];
  return choices === undefined ? tie(word as keyof Terms) : fc.constantFrom(...choices);
}

/** Lines that are indented, each alone or with a term in it. */
function heredoc(term: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const line = fc.oneof(
    fc.constantFrom(...words["line"]!),
    term.map((inner) => `  \${${inner}}`),
    term.map((inner) => `x\${${inner}}\t`),
  );
  return fc
    .tuple(fc.constantFrom("", "-"), fc.array(line, { maxLength: 4 }))
    .map(([dash, lines]) => `(<<${dash}EOT\n${[...lines, ""].join("\n").replace(/^\n$/, "")}EOT\n)`);
}
