import { expect } from "chai";
import fc from "fast-check";
import type { JsonNode } from "../../../policies/text/jsonNode.js";
import { maximumDepth, parseJson } from "../../../policies/text/parseJson.js";

function plain(node: JsonNode): unknown {
  switch (node.type) {
    case "object":
      return Object.fromEntries(node.members.map(({ key, value }) => [key.value, plain(value)]));
    case "array":
      return node.items.map(plain);
    case "number":
      return Number(node.text);
    case "null":
      return null;
    default:
      return node.value;
  }
}

function accepts(parse: () => unknown): boolean {
  try {
    parse();
    return true;
  } catch {
    return false;
  }
}

describe("parseJson", () => {
  it("reads everything that JSON.stringify writes", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom(0, 1, 2), (text, indent) => {
        const value: unknown = JSON.parse(text);
        const parsed = parseJson(JSON.stringify(value, null, indent));
        expect(parsed.ok && plain(parsed.value)).to.deep.equal(value);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it("accepts and refuses the same documents as JSON.parse, duplicate keys apart", () => {
    const edited = fc
      .tuple(
        fc.json({ maxDepth: 3 }),
        fc.nat(),
        fc.constantFrom("", '"', "{", "]", ",", ":", "\\", "0", "\n", "t", "-"),
      )
      .map(([text, at, insert]) => {
        const cut = at % (text.length + 1);
        return text.slice(0, cut) + insert + text.slice(cut + (at % 2));
      });
    fc.assert(
      fc.property(edited, (text) => {
        const parsed = parseJson(text);
        if (!parsed.ok && parsed.diagnostics[0]?.code === "duplicate-key") return;
        expect(parsed.ok).to.equal(accepts(() => JSON.parse(text)));
      }),
      { seed: 2, numRuns: 3000 },
    );
  });

  it("gives every node its line and column", () => {
    const parsed = parseJson('{\n  "a": [1,\n    "x"]\n}');
    expect(parsed.ok).to.equal(true);
    if (!parsed.ok || parsed.value.type !== "object") return;
    const member = parsed.value.members[0]!;
    expect(member.key.position).to.deep.equal({ line: 2, column: 3, offset: 4 });
    expect(member.value.position).to.deep.equal({ line: 2, column: 8, offset: 9 });
    const items = member.value.type === "array" ? member.value.items : [];
    expect(items.map(({ position }) => [position.line, position.column])).to.deep.equal([
      [2, 9],
      [3, 5],
    ]);
  });

  it("keeps every digit of a number", () => {
    const parsed = parseJson("12345678901234567890");
    expect(parsed.ok && parsed.value).to.deep.include({ type: "number", text: "12345678901234567890" });
  });

  const bombs = "[".repeat(100_000);
  const refused: readonly (readonly [string, string, string, string])[] = [
    ["an empty string", " \n", "empty-text", "2:1"],
    ["a duplicate key", '{"Effect": "Deny",\n "Effect": "Allow"}', "duplicate-key", "2:2"],
    ["a duplicate key written with an escape", '{"a":1,"\\u0061":2}', "duplicate-key", "1:8"],
    ["characters after the value", "{} {}", "trailing-text", "1:4"],
    ["a truncated document", '{"a": [1, 2', "json-syntax", "1:12"],
    ["a string that is not closed", '["abc', "json-syntax", "1:2"],
    ["a raw control character in a string", '["a\tb"]', "json-syntax", "1:4"],
    ["an unknown escape", '["\\x41"]', "json-syntax", "1:3"],
    ["a comment", "// no\n{}", "json-syntax", "1:1"],
    ["a trailing comma", "[1,]", "json-syntax", "1:4"],
    ["a leading zero", "[01]", "json-syntax", "1:3"],
    ["single quotes", "{'a': 1}", "json-syntax", "1:2"],
    ["a nesting bomb", bombs, "too-deep", "1:66"],
    ["HTML", "<!doctype html>", "json-syntax", "1:1"],
  ];
  for (const [what, text, code, place] of refused) {
    it(`refuses ${what}`, () => {
      const parsed = parseJson(text);
      const [diagnostic] = parsed.diagnostics;
      const { line, column } = diagnostic?.position ?? {};
      expect([parsed.ok, diagnostic?.code, `${line}:${column}`]).to.deep.equal([false, code, place]);
      expect(diagnostic?.hint).to.match(/\w/);
    });
  }

  it("accepts a nesting up to the cap", () => {
    const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
    expect(parseJson(nested(maximumDepth + 1)).ok).to.equal(true);
    expect(parseJson(nested(maximumDepth + 2)).ok).to.equal(false);
  });

  it("reads past a byte order mark and says so", () => {
    const parsed = parseJson('\uFEFF{"a": 1}');
    expect(parsed.ok).to.equal(true);
    expect(parsed.diagnostics.map(({ code, severity }) => [code, severity])).to.deep.equal([
      ["byte-order-mark", "warning"],
    ]);
  });

  it("takes __proto__ for a key like any other", () => {
    const parsed = parseJson('{"__proto__": {"polluted": true}}');
    expect(parsed.ok && parsed.value.type === "object" && parsed.value.members[0]?.key.value).to.equal(
      "__proto__",
    );
    expect(({} as Record<string, unknown>)["polluted"]).to.equal(undefined);
  });
});
