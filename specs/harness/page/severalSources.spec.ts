import { mkdirSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import { everything, on, type Resources, role, root } from "../../properties/escalation/smallPlans.js";
import { arnOf, documentOf, trusting } from "../../properties/escalation/stepPlan.js";
import { ask } from "../cli/ask.js";
import { temporaryDirectory } from "../cli/temporaryDirectory.js";
import { change, makePlan } from "../plan/plans.js";

const assuming = (name: string): object => on("sts:AssumeRole", arnOf("role", name));

/** `ci` may become `ops`, which may do nothing. */
const first: Resources = {
  ...role("ci", root, [assuming("ops"), { ...on("s3:*", "*"), Sid: "WrittenInA" }]),
  ...role("ops", root, []),
};
/** `ops` may become `admin`, and `ci` nothing. */
const second: Resources = {
  ...role("ci", root, [on("s3:ListAllMyBuckets", "*"), { ...on("s3:*", "*"), Sid: "WrittenInB" }]),
  ...role("ops", root, [assuming("admin")]),
  ...role("admin", root, [everything]),
};
const planOf = (resources: Resources): string =>
  JSON.stringify(
    makePlan(
      Object.entries(resources).map(([address, after]) => change(address, { actions: ["create"], after })),
    ),
  );

/** A stack with a role `ci` that may do anything in S3. */
const stackOf = (sid: string): string =>
  JSON.stringify({
    provider: { aws: [{ region: "eu-west-1" }] },
    resource: {
      aws_iam_role: { ci: { name: `ci-${sid}`, assume_role_policy: trusting(root) } },
      aws_iam_role_policy: {
        ci: {
          name: "ci",
          role: "${aws_iam_role.ci.name}",
          policy: documentOf({ ...on("s3:*", "*"), Sid: sid }),
        },
      },
    },
  });

const words = (markup: string): string =>
  markup
    .replaceAll(/<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>/g, "")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ");

/** The finding about `ci` of a source that quotes a statement. */
const quoted = (page: string, source: string, pointer: string): string | undefined =>
  new RegExp(`<code>${source}#aws_iam_role.ci</code>(?:(?!</article>)[^])*${pointer}[^]*?</article>`).exec(
    page,
  )?.[0];

describe("a page of several sources with principals of the same address", function () {
  this.timeout(30_000);
  const scratch = temporaryDirectory();
  let page: string;
  before(async () => {
    writeFileSync(scratch.path("a.json"), planOf(first));
    writeFileSync(scratch.path("b.json"), planOf(second));
    const argv = ["check", "a.json", "b.json", "--fail-on", "medium", "--format", "html"];
    page = (await ask(argv, { cwd: scratch.path(".") })).stdout;
  });
  const section = (id: string): string => new RegExp(`<section id="${id}"[^]*?</section>`).exec(page)![0];

  it("does not chain steps of one source to those of another, and names the source of each principal", () => {
    const becoming = section("becoming");
    const rows = [...becoming.matchAll(/<tr>(.*?)<\/tr>/g)].slice(1).map(([, row]) => words(row!).trim());
    expect(rows).to.deep.equal([
      "chain, new b.json#aws_iam_role.ops b.json#aws_iam_role.admin sts:AssumeRole (sts-001)",
      "new a.json#aws_iam_role.ci a.json#aws_iam_role.ops sts:AssumeRole (sts-001)",
    ]);
    expect(words(becoming))
      .to.include("on a way to any permission, for 1 principal.")
      .and.to.include("Each source is asked alone")
      .and.to.include("b.json#aws_iam_role.admin may do everything already");
    expect(becoming.match(/<rect /g)).to.have.length(4);
    expect(becoming.match(/<path class="e[cn]"/g)).to.have.length(2);
  });

  it("names the source of what the change opens, and of the principals in the matrix", () => {
    expect(words(section("answer"))).to.include("opens a way to any permission for b.json#aws_iam_role.ops");
    const data = JSON.parse(/id="data">(.*?)<\/script>/.exec(page)![1]!) as {
      readonly access: { readonly rows: readonly { readonly name: string }[] };
    };
    expect(data.access.rows.map(({ name }) => name)).to.have.members(
      ["a.json#aws_iam_role.ci", "a.json#aws_iam_role.ops"].concat(
        ["ci", "ops", "admin"].map((name) => `b.json#aws_iam_role.${name}`),
      ),
    );
  });

  it("quotes the statements of the source that a finding is about", () => {
    for (const [source, sid] of [
      ["a.json", "WrittenInA"],
      ["b.json", "WrittenInB"],
    ] as const)
      expect(quoted(page, source, "Statement/1")).to.include(`&quot;Sid&quot;: &quot;${sid}&quot;`);
  });

  it("quotes the statements of the stack that a finding is about, in a folder of CDKTF", async () => {
    const stacks = ["a", "b"].map((name) => ({ name, synthesizedStackPath: `stacks/${name}/cdk.tf.json` }));
    for (const { name, synthesizedStackPath: path } of stacks) {
      mkdirSync(scratch.path(`cdktf.out/stacks/${name}`), { recursive: true });
      writeFileSync(scratch.path(`cdktf.out/${path}`), stackOf(`WrittenIn${name.toUpperCase()}`));
    }
    writeFileSync(scratch.path("cdktf.out/manifest.json"), JSON.stringify({ stacks: { ...stacks } }));
    const argv = ["check", "cdktf.out", "--fail-on", "medium", "--format", "html"];
    const { stdout } = await ask(argv, { cwd: scratch.path(".") });
    for (const { name, synthesizedStackPath: path } of stacks)
      expect(quoted(stdout, `cdktf.out/${path}`, "Statement/0")).to.include(
        `&quot;Sid&quot;: &quot;WrittenIn${name.toUpperCase()}&quot;`,
      );
  });

  for (const [title, parts] of [
    ["two parts of one plan", ["b.json#aws_iam_role.ci", "b.json#aws_iam_role.ops"]],
    ["parts that overlap", ["b.json", "b.json#aws_iam_role.ops"]],
  ] as const)
    it(`counts what changes once: ${title}`, async () => {
      const argv = ["check", ...parts, "--format", "html"];
      const { stdout } = await ask(argv, { cwd: scratch.path(".") });
      const changed = words(/<ul class="chg" id="changed"[\s\S]*?<\/ul>/.exec(stdout)![0]);
      expect(changed.match(/which opens a way to any permission for/g)).to.have.length(1);
      expect(changed.match(/b\.json#aws_iam_role\.ops may now assume roles/g)).to.have.length(1);
      expect(words(/<h1[\s\S]*?<\/h1>[\s\S]*?<ul class="counts"/.exec(stdout)![0])).not.to.include(
        "other ways",
      );
      const data = JSON.parse(/id="data">(.*?)<\/script>/.exec(stdout)![1]!) as {
        readonly access: { readonly rows: readonly { readonly name: string }[] };
      };
      const names = data.access.rows.map(({ name }) => name);
      expect(names).to.deep.equal([...new Set(names)]);
      expect(stdout).to.include("Who can become which").and.not.to.include("Each source is asked alone");
    });
});
