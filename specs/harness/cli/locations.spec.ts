import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { expect } from "chai";
import { zipSync } from "fflate";
import type { RunProgram } from "../../../harness/plan/source/runProgram.js";
import { allow, change, makePlan } from "../plan/plans.js";
import { askJson } from "./ask.js";
import { temporaryDirectory } from "./temporaryDirectory.js";

interface Located {
  readonly verdicts: readonly {
    readonly target: string;
    readonly location?: { readonly file: string; readonly line: number };
  }[];
}

const role = (address: string) =>
  change(address, {
    after: { name: "r", inline_policy: [{ name: "p", policy: allow("s3:GetObject") }] },
  });
const plan = makePlan([
  role("aws_iam_role.r"),
  role('module.ci["a.b"].aws_iam_role.r'),
  role("module.far.aws_iam_role.r"),
]);
const main =
  'locals {\n}\n\nresource "aws_iam_role" "r" {\n}\nmodule "ci" {\n  source = "./modules/ci"\n}\nmodule "far" {\n  source = "far/away/aws"\n}\n';
const inner = '# the role\nresource "aws_iam_role" "r" {\n}\n';

describe("the location of a verdict", () => {
  const folder = temporaryDirectory();
  const write = (files: Readonly<Record<string, string | Uint8Array>>): void => {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(folder.path(name)), { recursive: true });
      writeFileSync(folder.path(name), content);
    }
  };
  const places = async (
    argv: readonly string[],
    more: { cwd?: string; run?: RunProgram; input?: string } = {},
  ) => {
    const words = ["check", ...argv, "--property", "no-admin"];
    const { value } = await askJson<Located>(words, { cwd: folder.path("."), ...more });
    return Object.fromEntries(
      value.verdicts.map(({ target, location }) => [
        target.replace(/^[^#]*#/, ""),
        location && `${location.file}:${location.line}`,
      ]),
    );
  };
  const [own, ci, far] = [
    "aws_iam_role.r",
    'module.ci["a.b"].aws_iam_role.r',
    "module.far.aws_iam_role.r",
  ] as const;
  const written = { [own]: "infra/main.tf:4", [ci]: "infra/modules/ci/roles.tf:2", [far]: "infra/main.tf:9" };

  before(() =>
    write({
      "plan.json": JSON.stringify(plan, null, 2),
      "one-line.json": JSON.stringify(plan),
      "infra/main.tf": main,
      "infra/modules/ci/roles.tf": inner,
      "infra/modules/ci/roles_override.tf": inner.repeat(3),
      ".git": "gitdir: elsewhere",
    }),
  );

  it("is the line of the resource in the plan, or the first one", async () => {
    const lines = JSON.stringify(plan, null, 2).split("\n");
    const lineOf = (address: string) => lines.findIndex((line) => line.includes(JSON.stringify(address)));
    expect(await places(["plan.json"])).to.deep.equal(
      Object.fromEntries([own, ci, far].map((address) => [address, `plan.json:${lineOf(address)}`])),
    );
    expect(await places(["one-line.json"])).to.deep.equal(
      Object.fromEntries([own, ci, far].map((address) => [address, "one-line.json:1"])),
    );
  });

  it("is the line of the block with `--hcl`, in the modules of the repository too", async () => {
    expect(await places(["plan.json", "--hcl", "infra"])).to.deep.equal(written);
  });

  it("is relative to the root of the repository, regardless of the working directory", async () => {
    const cwd = folder.path("infra");
    expect(await places(["../plan.json", "--hcl", "."], { cwd })).to.deep.equal(written);
    expect((await places(["../one-line.json"], { cwd }))[own]).to.equal("one-line.json:1");
  });

  it("never changes a verdict by `--hcl`, nor is one on standard input without it", async () => {
    const input = JSON.stringify(plan);
    expect(await places(["-"], { input })).to.deep.equal({
      [own]: undefined,
      [ci]: undefined,
      [far]: undefined,
    });
    expect(await places(["-", "--hcl", "infra"], { input })).to.deep.equal(written);
  });

  it("is in the configuration that a binary plan holds", async () => {
    const modules = [
      { Key: "", Dir: "." },
      { Key: "ci", Source: "./modules/ci", Dir: "modules/ci" },
      { Key: "far", Source: "registry.terraform.io/far/away/aws", Dir: ".terraform/modules/far" },
    ];
    const files = {
      tfplan: "plan",
      "tfconfig/m-/main.tf": main,
      "tfconfig/m-ci/roles.tf": inner,
      "tfconfig/m-far/main.tf": inner,
      "tfconfig/modules.json": JSON.stringify(modules),
    };
    const encoded = Object.entries(files).map(
      ([name, text]) => [name, new TextEncoder().encode(text)] as const,
    );
    write({ tfplan: zipSync(Object.fromEntries(encoded), { mtime: "2000-01-01" }) });
    const run: RunProgram = async () => ({ exit: 0, stdout: Buffer.from(JSON.stringify(plan)), stderr: "" });
    expect(await places(["tfplan", "--chdir", "infra"], { run })).to.deep.equal(written);
    const outside = JSON.stringify(modules.map((one) => ({ ...one, Dir: `../../${one.Dir}` })));
    write({
      tfplan: zipSync(
        Object.fromEntries([
          ...encoded,
          ["tfconfig/modules.json", new TextEncoder().encode(outside)] as const,
        ]),
        { mtime: "2000-01-01" },
      ),
    });
    expect(await places(["tfplan", "--chdir", "infra"], { run })).to.deep.equal({
      [own]: "tfplan:1",
      [ci]: "tfplan:1",
      [far]: "tfplan:1",
    });
  });

  it("is the line of the block in a CDKTF stack, or that of its construct", async () => {
    const policy = { name: "p", policy: JSON.stringify(JSON.parse(allow("s3:GetObject"))) };
    const stack = (stackTrace?: readonly string[]) => ({
      terraform: { required_providers: { aws: { source: "aws" } } },
      resource: {
        aws_iam_role: {
          r: { "//": { metadata: { path: "app/r", stackTrace } }, name: "r", inline_policy: policy },
        },
      },
    });
    write({ "cdk.tf.json": JSON.stringify(stack(), null, 2) });
    expect(await places(["cdk.tf.json"])).to.deep.equal({ [own]: "cdk.tf.json:11" });
    write({ "cdk.tf.json": JSON.stringify(stack([`new R (${folder.path("infra/main.ts")}:7:3)`])) });
    expect(await places(["cdk.tf.json"])).to.deep.equal({ [own]: "infra/main.ts:7" });
    const manifest = {
      version: "0.21.0",
      stacks: { a: { name: "a", synthesizedStackPath: "stacks/a/cdk.tf.json" } },
    };
    write({
      "cdktf.out/manifest.json": JSON.stringify(manifest),
      "cdktf.out/stacks/a/cdk.tf.json": JSON.stringify(stack(), null, 2),
    });
    expect(await places(["cdktf.out"])).to.deep.equal({ [own]: "cdktf.out/stacks/a/cdk.tf.json:11" });
  });

  it("is not of a folder without `.tf` files", async () => {
    const { exit, value } = await askJson<{ error: { message: string; hint: string } }>(
      ["check", "plan.json", "--hcl", "nowhere"],
      { cwd: folder.path(".") },
    );
    expect(exit).to.equal(2);
    expect(value.error.message).to.equal("`nowhere` is not a folder with `.tf` files");
    expect(value.error.hint).to.include("--hcl");
  });
});
