import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { App, Testing } from "cdktf";
import { expect } from "chai";
import { sourceFromSynth } from "../../../../harness/cdktf/cdktf.js";
import { loadSource } from "../../../../harness/plan/source/loadSource.js";
import { openSource } from "../../../../harness/run/openSource.js";
import { printAddress } from "../../../../properties/targetAddress.js";
import { BatchStack } from "../../cdktf/batchStack.js";
import { temporaryDirectory } from "../../cli/temporaryDirectory.js";
import { allow, trust } from "../plans.js";

function stack(...names: readonly string[]): string {
  const roles = names.map((name) => [name, { name, assume_role_policy: trust }]);
  const own = names.map((name) => [
    name,
    { name: "own", role: `\${aws_iam_role.${name}.id}`, policy: allow("s3:Get") },
  ]);
  const resource = { aws_iam_role: Object.fromEntries(roles), aws_iam_role_policy: Object.fromEntries(own) };
  return JSON.stringify({ "//": { metadata: {} }, terraform: {}, resource });
}

describe("a cdktf.out folder", () => {
  const directory = temporaryDirectory();
  const synthesize = (folder: string, stacks: Readonly<Record<string, string>>): string => {
    const root = directory.path(folder);
    const entries = Object.keys(stacks).map((name) => [
      name,
      { name, synthesizedStackPath: `stacks/${name}/cdk.tf.json` },
    ]);
    for (const [name, text] of Object.entries(stacks)) {
      mkdirSync(join(root, "stacks", name), { recursive: true });
      writeFileSync(join(root, "stacks", name, "cdk.tf.json"), text);
    }
    mkdirSync(root, { recursive: true });
    const manifest = { version: "0.21.0", stacks: Object.fromEntries(entries) };
    writeFileSync(join(root, "manifest.json"), JSON.stringify(manifest));
    return root;
  };
  const addresses = async (spec: string): Promise<readonly string[]> => {
    const loaded = await openSource(spec, { cwd: directory.path("") });
    if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ message }) => message).join("; "));
    expect(loaded.value.kind).to.equal("cdktf");
    return loaded.value.targets.map(({ address }) => printAddress(address));
  };

  it("with one stack is that stack", async () => {
    const root = synthesize("one", { app: stack("a", "b") });
    expect(await addresses("one")).to.deep.equal(["one#aws_iam_role.a", "one#aws_iam_role.b"]);
    expect(await addresses("one#aws_iam_role.b")).to.deep.equal(["one#aws_iam_role.b"]);
    expect(await addresses(`${root}#aws_iam_role.b`)).to.deep.equal([`${root}#aws_iam_role.b`]);
  });

  it("is read as cdktf itself writes it", async () => {
    const app = new App({ outdir: directory.path("cdktf.out"), skipValidation: true });
    new BatchStack(app, "batch");
    app.synth();
    const stack = Testing.synth(new BatchStack(Testing.app(), "batch"));
    const tested = sourceFromSynth(stack, "cdktf.out");
    expect(await addresses("cdktf.out")).to.deep.equal(
      tested.ok && tested.value.targets.map(({ address }) => printAddress(address)),
    );
  });

  it("with several stacks names each in its targets, and each target is a source again", async () => {
    synthesize("two", { app: stack("a", "b"), net: stack("a", "c") });
    const all = await addresses("two");
    expect(all).to.deep.equal([
      "two/stacks/app/cdk.tf.json#aws_iam_role.a",
      "two/stacks/app/cdk.tf.json#aws_iam_role.b",
      "two/stacks/net/cdk.tf.json#aws_iam_role.a",
      "two/stacks/net/cdk.tf.json#aws_iam_role.c",
    ]);
    for (const address of all) expect(await addresses(address)).to.deep.equal([address]);
    expect(await addresses("two#aws_iam_role.c")).to.deep.equal([
      "two/stacks/net/cdk.tf.json#aws_iam_role.c",
    ]);
  });

  it("has trust policies, resource policies and what is counted, of one stack and of several", async () => {
    synthesize("single", { app: stack("a") });
    synthesize("double", { app: stack("a"), net: stack("c") });
    for (const [folder, trusts, counted] of [
      ["single", ["single#aws_iam_role.a.assume_role_policy"], 1],
      [
        "double",
        [
          "double/stacks/app/cdk.tf.json#aws_iam_role.a.assume_role_policy",
          "double/stacks/net/cdk.tf.json#aws_iam_role.c.assume_role_policy",
        ],
        2,
      ],
    ] as const) {
      const loaded = await openSource(folder, { cwd: directory.path("") });
      if (!loaded.ok) throw new Error(loaded.diagnostics[0]!.message);
      const { resources, extraction } = loaded.value;
      expect(resources.map(({ address }) => printAddress(address))).to.deep.equal(trusts);
      expect(extraction.counted).to.have.length(counted);
    }
  });

  it("never leads outside the folder, nor into what is not a file", async () => {
    writeFileSync(directory.path("outside.json"), stack("a"));
    const named = (folder: string, path: string, make: (place: string) => void = () => {}) => {
      const root = synthesize(folder, {});
      make(join(root, path));
      const manifest = { stacks: { app: { synthesizedStackPath: path } } };
      writeFileSync(join(root, "manifest.json"), JSON.stringify(manifest));
    };
    const outside = directory.path("outside.json");
    named("parent", "../outside.json");
    named("absolute", outside);
    named("linked", "app.json", (place) => symlinkSync(outside, place));
    named("device", "app.json", (place) => symlinkSync("/dev/zero", place));
    named("pipe", "app.json", (place) => execFileSync("mkfifo", [place]));
    named("nested", "app.json", (place) => mkdirSync(place));
    mkdirSync(directory.path("whole"));
    symlinkSync(
      join(synthesize("two-more", { app: stack("a") }), "manifest.json"),
      join(directory.path("whole"), "manifest.json"),
    );
    const codes = {
      parent: "outside-folder",
      absolute: "outside-folder",
      linked: "outside-folder",
      device: "outside-folder",
      pipe: "not-a-file",
      nested: "not-a-file",
      whole: "outside-folder",
    };
    for (const [folder, code] of Object.entries(codes)) {
      const loaded = await loadSource(folder, { cwd: directory.path("") });
      expect([loaded.ok, loaded.diagnostics[0]?.code], folder).to.deep.equal([false, code]);
    }
  });

  it("may itself be a link, and have links inside", async () => {
    const root = synthesize("real", { app: stack("a") });
    symlinkSync(root, directory.path("link"));
    symlinkSync("app", join(root, "stacks", "alias"));
    const manifest = { stacks: { app: { synthesizedStackPath: "stacks/alias/cdk.tf.json" } } };
    writeFileSync(join(root, "manifest.json"), JSON.stringify(manifest));
    expect(await addresses("link")).to.deep.equal(["link#aws_iam_role.a"]);
  });

  const refused: readonly (readonly [spec: string, code: string, says: RegExp])[] = [
    ["two#aws_iam_role.a", "ambiguous-address", /two\/stacks\/net\/cdk\.tf\.json#aws_iam_role\.a/],
    ["two#aws_iam_role.z", "unknown-address", /did you mean `aws_iam_role\.a`/],
    ["none", "no-stacks", /cdktf synth/],
    ["stale", "no-file", /stale\/stacks\/gone\/cdk\.tf\.json/],
    ["other", "no-configuration", /cdktf synth/],
    ["foreign", "directory", /cdktf\.out/],
  ];
  it("is refused where it is not whole", async () => {
    synthesize("none", {});
    synthesize("other", { app: '{"resource_changes":[]}' });
    const stale = synthesize("stale", {});
    const gone = { stacks: { gone: { synthesizedStackPath: "stacks/gone/cdk.tf.json" } } };
    writeFileSync(join(stale, "manifest.json"), JSON.stringify(gone));
    writeFileSync(join(synthesize("foreign", {}), "manifest.json"), '{"name":"a web app"}');
    for (const [spec, code, says] of refused) {
      const loaded = await loadSource(spec, { cwd: directory.path("") });
      expect(loaded.ok, spec).to.equal(false);
      expect(loaded.diagnostics[0]!.code).to.equal(code);
      expect(`${loaded.diagnostics[0]!.message}; ${loaded.diagnostics[0]!.hint}`).to.match(says);
    }
  });
});
