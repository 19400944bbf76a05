import { existsSync, readdirSync } from "node:fs";
import { posix } from "node:path";
import { expect } from "chai";
import { projectScripts } from "../../harness/init/projectScripts.js";
import { rooms } from "./layers.js";
import { absolute, readText } from "./repository.js";

/** By task; in these a link starts from `docs`. */
const byTask = readdirSync(absolute("docs"))
  .filter((name) => name.endsWith(".md"))
  .map((name) => `docs/${name}`);
const documents = [
  ...byTask,
  "README.md",
  "CHANGELOG.md",
  "ARCHITECTURE.md",
  "CONTRIBUTING.md",
  "CLI.md",
  "SECURITY.md",
];
const { scripts, exports } = JSON.parse(readText("package.json")) as Readonly<
  Record<"scripts" | "exports", Readonly<Record<string, unknown>>>
>;
/** What a document names as an import of the package is one of its doors, not a path. */
const exists = (path: string): boolean =>
  path.startsWith("planproof/")
    ? `.${path.slice("planproof".length)}` in exports
    : existsSync(absolute(path));
/** In the repository of a user. */
const written = Object.keys(
  projectScripts({ runner: "mocha", typescript: false, terraform: ".", ci: [], manifest: undefined }),
);

/** The files and folders of this repository that a document names, in backticks or as a link. */
const pathsIn = (markdown: string, folder = "."): readonly string[] => [
  ...[
    ...markdown.matchAll(/`((?:policies|generators|properties|harness|specs|\.ci)(?:\/[\w.-]+)*\/?)`/g),
  ].map(([, path]) => path!),
  ...[...markdown.matchAll(/`([\w.-]+\/[\w./-]+\.(?:ts|json|md))`/g)].map(([, path]) => path!),
  ...[...markdown.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path]) => posix.join(folder, path!)),
];

describe("the documents", () => {
  for (const document of documents) {
    it(`${document} names paths and scripts that there are`, () => {
      const markdown = readText(document);
      const gone = pathsIn(markdown, posix.dirname(document)).filter((path) => !exists(path));
      expect(gone).to.deep.equal([]);
      const named = [...markdown.matchAll(/\bnpm run ([\w:]+)/g)].map(([, name]) => name!);
      expect(named.filter((name) => !(name in scripts) && !written.includes(name))).to.deep.equal([]);
    });
  }

  it("would be caught at naming another", () => {
    const paths = pathsIn("`policies/text/gone.ts`, [a](GONE.md), [b](https://a.example/c) and `x`");
    expect(paths.filter((path) => !existsSync(absolute(path)))).to.include.members([
      "policies/text/gone.ts",
      "GONE.md",
    ]);
  });

  it("list the rooms in ARCHITECTURE.md as the layers do", () => {
    const listed = [...readText("ARCHITECTURE.md").matchAll(/^\| `([\w/]+)` \|/gm)].map(([, room]) => room);
    expect(listed).to.deep.equal(rooms);
  });

  it("answer ten questions about where things go in CONTRIBUTING.md", () => {
    expect(readText("CONTRIBUTING.md").match(/^\| Where /gm)).to.have.length(10);
  });
});
