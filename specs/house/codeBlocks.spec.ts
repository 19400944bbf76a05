import { expect } from "chai";
import { codeBlocks, commandsOf, exitOf } from "./codeBlocks.js";

const markdown = `# Title

\`\`\`sh
npm ci && npm start   # exit 1
# a comment alone
$ npx planproof check \\
    plan.json
npx planproof list policies # shows \`exit 3\`
\`\`\`

Text with \`\`\`code\`\`\` in it.

1. In a list:

   ~~~ts title="a.ts"
   const a = 1;
     const b = "\`\`\`";
   ~~~

\`\`\`\`md
\`\`\`sh
npx planproof inside
\`\`\`
\`\`\`\`

\`\`\`
no language
\`\`\`

\`\`\`json
{}
\`\`\`
`;

describe("codeBlocks", () => {
  it("finds each block with its language and line", () => {
    expect(codeBlocks(markdown).map(({ language, line }) => [language, line])).to.deep.equal([
      ["sh", 3],
      ["ts", 15],
      ["md", 20],
      ["", 26],
      ["json", 30],
    ]);
  });

  it("takes the indent of a list off, and no more", () => {
    expect(codeBlocks(markdown)[1]!.text).to.equal('const a = 1;\n  const b = "```";\n');
  });

  it("leaves a fence inside a longer fence alone", () => {
    expect(codeBlocks(markdown)[2]!.text).to.equal("```sh\nnpx planproof inside\n```\n");
  });

  it("reads lines that end in carriage return and line feed", () => {
    expect(codeBlocks("```sh\r\nnpm ci\r\n```\r\n")[0]!.text).to.equal("npm ci\n");
  });

  it("finds an empty block, and none in plain prose or after an open fence", () => {
    expect(codeBlocks("```\n```")).to.deep.equal([{ language: "", line: 1, text: "" }]);
    expect(codeBlocks("no code")).to.deep.equal([]);
    expect(codeBlocks("```sh\nnpm ci\n")).to.deep.equal([]);
  });
});

describe("commandsOf", () => {
  it("finds each command with its line and the exit code its comment promises", () => {
    expect(commandsOf(codeBlocks(markdown)[0]!)).to.deep.equal([
      { line: 4, text: "npm ci && npm start", exit: 1 },
      { line: 6, text: "npx planproof check     plan.json", exit: undefined },
      { line: 8, text: "npx planproof list policies", exit: 3 },
    ]);
  });

  it("keeps a # that is part of a source", () => {
    const block = { language: "sh", line: 1, text: "npx planproof check plan.json#aws_iam_role.a\n" };
    expect(commandsOf(block).map(({ text }) => text)).to.deep.equal([
      "npx planproof check plan.json#aws_iam_role.a",
    ]);
  });
});

describe("exitOf", () => {
  it("is what a comment says, else 0", () => {
    expect(["// exit 2", "a();\n// ends with exit 1", "exit 3", ""].map(exitOf)).to.deep.equal([2, 1, 0, 0]);
  });
});
