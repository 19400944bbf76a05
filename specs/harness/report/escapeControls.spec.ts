import { expect } from "chai";
import { escapeControls } from "../../../harness/report/escapeControls.js";
import { printJsonLine } from "../../../harness/report/printJson.js";

const acting: readonly (readonly [name: string, text: string, shown: string])[] = [
  ["a control character", "a\u001b[31m", "a\\u001b[31m"],
  ["a line break", "a\nb\u2028c", "a\\u000ab\\u2028c"],
  ["the Arabic letter mark", "a\u061cb", "a\\u061cb"],
  ["a bidirectional override", "\u202eb\u2066", "\\u202eb\\u2066"],
  ["a character without width", "a\u200bb\u2060\u00ad", "a\\u200bb\\u2060\\u00ad"],
  ["a tag character", "a\u{e0041}", "a\\udb40\\udc41"],
  ["half of a surrogate pair", "a\ud800b", "a\\ud800b"],
  ["a command of Azure Pipelines", "x ##vso[task.setvariable]y", "x \\u0023#vso[task.setvariable]y"],
  ["a format of Azure Pipelines", "##[error]x", "\\u0023#[error]x"],
  ["a command of GitHub Actions", "  ::error::x", "  \\u003a:error::x"],
];

describe("what a user's input may hold", () => {
  for (const [name, text, shown] of acting) {
    it(`is written out where it would act, such as ${name}`, () => {
      expect(escapeControls(text)).to.equal(shown);
    });
    it(`means the same in JSON with ${name}`, () => {
      const line = printJsonLine({ [text]: [text] });
      expect(JSON.parse(line)).to.deep.equal({ [text]: [text] });
      expect(escapeControls(line.trimEnd())).to.equal(line.trimEnd());
    });
  }

  it("stays as it is otherwise", () => {
    for (const text of ["arn:aws:s3:::b/*", "größer 中文 😀", "## [x] #[y] # heading", "a ::1/128"]) {
      expect(escapeControls(text)).to.equal(text);
    }
  });
});
