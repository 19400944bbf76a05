import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { expect } from "chai";
import { absolute, readText } from "./repository.js";

// The folders are joined to the pattern here, so that this file does not name what it forbids.
const machinePath = new RegExp(`(?<![\\w.*:$}/-])/(${["home", "root", "tmp", "Users", "work"].join("|")})/`);

/** The files under version control that are still there; undefined outside of a clone. */
function trackedFiles(): readonly string[] | undefined {
  if (!existsSync(absolute(".git"))) return undefined;
  const listed = execFileSync("git", ["ls-files", "-z"], { cwd: absolute("."), encoding: "utf8" });
  return listed.split("\0").filter((path) => path !== "" && existsSync(absolute(path)));
}

const tracked = trackedFiles();

describe("the repository", () => {
  (tracked === undefined ? it.skip : it)("names no path of one machine", () => {
    expect(tracked!.filter((path) => machinePath.test(readText(path)))).to.deep.equal([]);
  });

  it("would be caught at naming one, and not at a path inside something else", () => {
    const own = ["tmp", "home", "root"].map((folder) => `cd /${folder}/a`);
    const other = [
      "arn:aws:iam::111122223333:user/root/a",
      "https://a.example/work/b",
      "arn:aws:s3:::b/tmp/",
    ];
    expect([...own, ...other].filter((text) => machinePath.test(text))).to.deep.equal(own);
  });

  it("locks versions, not the registry they came from", () => {
    expect(readText("package-lock.json")).not.to.include('"resolved"');
  });
});
