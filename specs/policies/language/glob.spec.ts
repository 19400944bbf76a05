import { expect } from "chai";
import fc from "fast-check";
import { compileGlob, matchGlob } from "../../../policies/language/glob.js";

/** The definition of a glob, by cases. */
function matches(pattern: string, text: string): boolean {
  if (pattern === "") return text === "";
  const rest = pattern.slice(1);
  if (pattern[0] === "*") return matches(rest, text) || (text !== "" && matches(pattern, text.slice(1)));
  return text !== "" && (pattern[0] === "?" || pattern[0] === text[0]) && matches(rest, text.slice(1));
}

const words = (alphabet: string, longest: number): string[] =>
  longest === 0
    ? [""]
    : ["", ...[...alphabet].flatMap((head) => words(alphabet, longest - 1).map((tail) => head + tail))];

describe("matchGlob", () => {
  it("agrees with the definition on every small pattern and string", () => {
    const texts = words("ab", 5);
    for (const pattern of words("a*?b", 4)) {
      const glob = compileGlob(pattern);
      for (const text of texts) {
        if (matchGlob(glob, text) !== matches(pattern, text))
          expect.fail(`\`${pattern}\` against \`${text}\``);
      }
    }
  });

  it("takes characters of regular expressions literally, and newlines for characters", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."a.+$^(){}[]|\\\n*?") }), (text) => {
        const literal = text.replaceAll(/[*?]/g, "");
        expect(matchGlob(compileGlob(literal), literal)).to.equal(true);
        expect(matchGlob(compileGlob("*"), text)).to.equal(true);
        expect(matchGlob(compileGlob(`${literal}?`), literal)).to.equal(false);
      }),
      { seed: 3 },
    );
  });

  it("stays polynomial on patterns that make backtracking explode", () => {
    const glob = compileGlob("a*".repeat(200));
    expect(matchGlob(glob, `${"a".repeat(20_000)}b`)).to.equal(true);
    expect(matchGlob(compileGlob(`${"a*".repeat(200)}c`), "a".repeat(20_000))).to.equal(false);
  });

  it("looks only between the given bounds", () => {
    expect(matchGlob(compileGlob("b?"), "abcd", 1, 3)).to.equal(true);
    expect(matchGlob(compileGlob("b?"), "abcd", 1, 4)).to.equal(false);
  });
});
