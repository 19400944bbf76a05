import { expect } from "chai";
import { npm, packPackage } from "./packPackage.js";
import { absolute } from "./repository.js";
import { type Ended, UserRepository } from "./userRepository.js";

/** A copy of an example, in which planproof is the package that is packed here. */
function installed(example: string): UserRepository {
  const repository = new UserRepository();
  repository.copy(absolute(`specs/examples/${example}`));
  const manifest = JSON.parse(repository.read("package.json")) as {
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  expect(manifest.devDependencies).to.have.property("planproof");
  repository.install("--save-dev", packPackage());
  return repository;
}

const script = (repository: UserRepository, name: string, variables = {}): Ended =>
  repository.run(npm, ["run", "--silent", name], variables);

// Needs `npm run build` and the npm registry.
describe("the example with Terraform", () => {
  let repository: UserRepository;
  before(() => {
    repository = installed("terraform");
  });
  after(() => repository.remove());

  it("is green", () => {
    const { status, output } = script(repository, "test");
    expect(status, output).to.equal(0);
    expect(output)
      .to.match(/\d\d passing/)
      .and.not.include("failing")
      .and.not.include("pending");
  });

  (process.platform === "win32" ? it.skip : it)(
    "takes the processor for three seconds at most, twice that with npm on a busy machine",
    () => {
      // the time that passes depends on what else the machine does: this is that of the processor, user and system
      const { output } = repository.run("sh", ["-c", "npm run --silent test >mocha.log 2>&1; times"]);
      const [, children = ""] = output.trim().split("\n");
      const seconds = [...children.matchAll(/(\d+)m([\d.]+)s/g)].map(
        ([, m, s]) => Number(m) * 60 + Number(s),
      );
      expect(seconds, output).to.have.length(2);
      expect(seconds[0]! + seconds[1]!).to.be.within(0.5, 6);
    },
  );

  it("is red after a widening, in the properties, the assertions and the corpus", () => {
    const { status, output } = script(repository, "test", { PLAN: "plans/hurry.json" });
    expect(status, output).to.equal(3);
    expect(output)
      .to.include("tag-guard is refuted for plans/hurry.json#aws_iam_role.operator")
      .and.include("to satisfy `tag-guard`")
      .and.include("DRIFTED  aws_iam_role.operator");
  });

  it("is red in the property over two requests, when the job may read what it wrote", () => {
    const plan = repository.read("plans/plan.json");
    repository.write("plans/reads.json", plan.replaceAll("render-results/in/*", "render-results/*"));
    const { status, output } = script(repository, "test", { PLAN: "plans/reads.json" });
    expect(status, output).to.be.above(0);
    expect(output).to.include("reads nothing back that it wrote:").and.include("Counterexample");
  });

  it("has its scripts", () => {
    expect(script(repository, "check").status).to.equal(0);
    const corpus = repository.read("corpus.jsonl");
    expect(script(repository, "corpus").status).to.equal(0);
    expect(repository.read("corpus.jsonl")).to.equal(corpus);
  });
});

describe("the example with CDKTF", () => {
  let repository: UserRepository;
  before(() => {
    repository = installed("cdktf");
  });
  after(() => repository.remove());

  it("is green, is synthesized, and has types", () => {
    const test = script(repository, "test");
    expect(test.status, test.output).to.equal(0);
    expect(test.output).to.match(/\d\d passing/);
    const check = script(repository, "check");
    expect(check.status, check.output).to.equal(0);
    const compiled = repository.run(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "."]);
    expect(compiled).to.deep.equal({ status: 0, output: "" });
  });

  it("is red after a widening, in the tests and in the synthesis", () => {
    const stack = repository.read("renderStack.ts");
    const widened = stack.replace(
      'Action: "s3:GetObject", Resource: `${results.arn}/in/*`',
      'Action: "iam:CreateAccessKey", Resource: "*"',
    );
    expect(widened).not.to.equal(stack);
    repository.write("renderStack.ts", widened);
    const test = script(repository, "test");
    expect(test.status, test.output).not.to.equal(0);
    expect(test.output).to.include(
      "no-iam-administration is refuted for cdktf.out/render.tf.json#aws_iam_role.render-job-role",
    );
    const synth = script(repository, "synth");
    expect(synth.status, synth.output).not.to.equal(0);
    expect(synth.output).to.include(
      "no-iam-administration is refuted for render#aws_iam_role.render-job-role",
    );
  });
});
