import { expect } from "chai";
import { npm, packPackage } from "./packPackage.js";
import { readText } from "./repository.js";
import { UserRepository } from "./userRepository.js";

/** What a repository has before `planproof init`, by the runner that it writes tests for. */
const repositories: Readonly<Record<string, readonly string[]>> = {
  mocha: ["mocha@12"],
  vitest: ["vitest@4"],
  jest: ["jest@30"],
  "node:test": [],
  "mocha in TypeScript": ["mocha@12", "typescript@7", "tsx@4", "@types/node@20"],
  "vitest in TypeScript": ["vitest@4", "typescript@7", "@types/node@20"],
  "node:test in TypeScript": ["typescript@7", "tsx@4", "@types/node@20"],
};

const plan = (name: string): string => readText(`specs/fixtures/batch-plan/${name}.plan.json`);

// Needs `npm run build` and the npm registry.
describe("what `planproof init` writes", () => {
  for (const [title, packages] of Object.entries(repositories)) {
    describe(`for ${title}`, () => {
      let repository: UserRepository;
      const script = (name: string) => repository.run(npm, ["run", "--silent", name]);
      before(() => {
        repository = new UserRepository({
          "package.json": '{ "name": "infra", "private": true, "type": "module" }',
          "main.tf": "",
        });
        repository.install("--save-dev", packPackage(), ...packages);
        const init = repository.run(process.execPath, ["node_modules/planproof/dist/bundle/main.js", "init"]);
        expect(init.status, init.output).to.equal(0);
      });
      after(() => repository.remove());

      it("has an example of which one test passes and one fails", () => {
        const { status, output } = script("iam:example");
        expect(status, output).not.to.equal(0);
        expect(output).to.include("no-admin is refuted for managed:AdministratorAccess");
        expect(output).to.match(/\b[13] pass(?:ing|ed)|pass 1\b/);
      });

      it("is green, then red after a widening, in the tests and in the check", () => {
        // where terraform would write the plan; a file is known by what is in it
        repository.write("tfplan", plan("noop"));
        const green = script("iam:test");
        expect(green.status, green.output).to.equal(0);
        expect(script("iam:check").status).to.equal(0);
        repository.write("tfplan", plan("widen"));
        const red = script("iam:test");
        expect(red.status, red.output).not.to.equal(0);
        expect(red.output).to.include("tag-guard is refuted for tfplan#aws_iam_role.operator");
        expect(script("iam:check").status).to.equal(1);
      });
    });
  }
});
