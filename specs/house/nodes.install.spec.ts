import { expect } from "chai";
import { packPackage } from "./packPackage.js";
import { absolute, readText } from "./repository.js";
import { type Ended, UserRepository } from "./userRepository.js";

const nodeOf = (repository: UserRepository) => `${repository.folder}/node_modules/node/bin/node`;
const plan = (name: string): string => readText(`specs/fixtures/batch-plan/${name}.plan.json`);
const mocha = "node_modules/mocha/bin/mocha.js";

// Needs `npm run build` and the npm registry, which has Node as a package.
describe("the package on other versions of Node", () => {
  for (const version of ["22", "24"]) {
    describe(`on Node ${version}`, () => {
      let repository: UserRepository;
      const run = (args: readonly string[], variables = {}): Ended =>
        repository.run(nodeOf(repository), args, variables);
      before(() => {
        repository = new UserRepository({
          "package.json": '{ "name": "infra", "private": true }',
          "noop.json": plan("noop"),
          "widen.json": plan("widen"),
          "iam.test.mjs":
            'import { describePlan } from "planproof/mocha";\nawait describePlan(process.env.PLAN, { properties: ["tag-guard"] });\n',
          "iam.test.cjs":
            'const { describePlanByProperty } = require("planproof/mocha");\ndescribePlanByProperty(process.env.PLAN, { properties: ["tag-guard"] });\n',
        });
        repository.install(packPackage(), "mocha@12");
        // its script, which puts the binary in place, may warn
        const { status, output } = repository.run("npm", ["install", "--no-audit", `node@${version}`]);
        expect(status, output).to.equal(0);
        expect(run(["--version"]).output).to.match(new RegExp(`^v${version}\\.`));
      });
      after(() => repository.remove());

      for (const file of ["iam.test.mjs", "iam.test.cjs"])
        it(`is green, then red after a widening, with ${file}`, () => {
          const green = run([mocha, file], { PLAN: "noop.json" });
          expect(green.status, green.output).to.equal(0);
          expect(green.output).to.match(/[1-9] passing/);
          const red = run([mocha, file], { PLAN: "widen.json" });
          expect(red.status, red.output).not.to.equal(0);
          expect(red.output).to.include("tag-guard is refuted for widen.json#aws_iam_role.operator");
        });

      it("has a command line", () => {
        const main = "node_modules/planproof/dist/bundle/main.js";
        const { status, output } = run([main, "check", "widen.json", "--quiet"]);
        expect([status, output.includes("refuted")], output).to.deep.equal([1, true]);
      });

      it("is loaded by `require`, without a warning", () => {
        const doors = ["", "/policies", "/generators", "/properties", "/chai", "/cdktf", "/cdktn"];
        const code = doors.map((door) => `require("planproof${door}")`).join(";");
        expect(run(["--eval", code])).to.deep.equal({ status: 0, output: "" });
      });
    });
  }
});

describe("the example with CDKTF, in its successor cdktn", () => {
  let repository: UserRepository;
  const renamed = ["renderStack.ts", "main.ts", "test/stack.test.ts"];
  before(() => {
    repository = new UserRepository();
    repository.copy(absolute("specs/examples/cdktf"));
    for (const file of renamed)
      repository.write(
        file,
        repository
          .read(file)
          .replaceAll("@cdktf/provider-aws", "@cdktn/provider-aws")
          .replaceAll('"cdktf"', '"cdktn"')
          .replaceAll("planproof/cdktf", "planproof/cdktn"),
      );
    const manifest = JSON.parse(repository.read("package.json")) as { dependencies: object };
    const dependencies = { cdktn: "^0.24.0", "@cdktn/provider-aws": "^25.7.0", constructs: "^10.0.0" };
    repository.write("package.json", JSON.stringify({ ...manifest, dependencies }));
    const install = ["install", "--no-audit", "--no-fund", "--prefer-offline", "--save-dev"];
    const { status, output } = repository.run("npm", [...install, packPackage(), "node@22"]);
    expect(status, output).to.equal(0);
  });
  after(() => repository.remove());
  const tests = (): Ended => repository.run(nodeOf(repository), ["--import", "tsx", mocha]);
  const synth = (): Ended => repository.run(nodeOf(repository), ["--import", "tsx", "main.ts"]);

  it("is green, then red after a widening, and cdktf is not installed", () => {
    const green = tests();
    expect(green.status, green.output).to.equal(0);
    expect(green.output).to.match(/\d\d passing/);
    expect(synth().status).to.equal(0);
    const main = "node_modules/planproof/dist/bundle/main.js";
    const checked = repository.run(nodeOf(repository), [
      main,
      "check",
      "cdktf.out",
      "--account",
      "111122223333",
    ]);
    expect(checked.status, checked.output).to.equal(0);
    const stack = repository.read("renderStack.ts");
    repository.write(
      "renderStack.ts",
      stack.replace(
        '"s3:GetObject", Resource: `${results.arn}/in/*`',
        '"iam:CreateAccessKey", Resource: "*"',
      ),
    );
    const red = tests();
    expect(red.status, red.output).not.to.equal(0);
    expect(red.output).to.include("no-iam-administration is refuted");
    expect(synth().status).not.to.equal(0);
    const absent = repository.run(nodeOf(repository), ["--eval", 'require("cdktf")']);
    expect(absent.output).to.include("Cannot find module 'cdktf'");
  });
});
