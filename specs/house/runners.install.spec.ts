import { expect } from "chai";
import { codeBlocks } from "./codeBlocks.js";
import { npx, packPackage } from "./packPackage.js";
import { readText } from "./repository.js";
import { UserRepository } from "./userRepository.js";

/** An empty repository, and the plans of the example. */
const repositoryWith = (own: Readonly<Record<string, string>>): UserRepository => {
  const plans = ["noop", "widen", "create"].map(
    (plan) => [`${plan}.json`, readText(`specs/fixtures/batch-plan/${plan}.plan.json`)] as const,
  );
  return new UserRepository({ ...Object.fromEntries(plans), ...own });
};

/** The one test file that a user writes, which asks the plan that the environment names. */
const asEsm = (door: string): string => `
  import { describePlan } from "planproof/${door}";
  await describePlan(process.env.PLAN, { properties: ["tag-guard"], undecided: process.env.UNDECIDED });
`;
const asCommonJs = (door: string): string => `
  const { describePlanByProperty } = require("planproof/${door}");
  describePlanByProperty(process.env.PLAN, { properties: ["tag-guard"], undecided: process.env.UNDECIDED });
`;

const node = process.execPath;
const jestConfig = "export default { testMatch: ['**/*.jest.mjs', '**/*.jest.cjs'] };";
const vitestConfig = "export default { test: { include: ['**/*.vitest.mjs'] } };";
const files = {
  "package.json": '{ "name": "infra", "private": true }',
  "jest.config.mjs": jestConfig,
  "vitest.config.mjs": vitestConfig,
  "plan.mocha.mjs": asEsm("mocha"),
  "plan.mocha.cjs": asCommonJs("mocha"),
  "plan.vitest.mjs": asEsm("vitest"),
  "plan.jest.mjs": asEsm("jest"),
  "plan.node.mjs": asEsm("node"),
  "plan.node.cjs": asCommonJs("node"),
  "role.mocha.mjs": `
  import * as chai from "chai";
  import { loadSource, targetOf } from "planproof";
  import { planproofChai } from "planproof/chai";
  const { expect } = chai.use(planproofChai);
  const role = targetOf(await loadSource(process.env.PLAN), "aws_iam_role.operator");
  const instance = "arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0";
  it("stops an instance with the tag", () =>
    expect(role).on(instance).when({ "aws:RequestedRegion": "eu-west-1", "aws:ResourceTag/AWSBatchServiceTag": "no" })
      .and.to.allow("ec2:TerminateInstances"));
  it("deletes no bucket", () => expect(role).not.to.allow("s3:DeleteBucket"));
  it("keeps its tag guards", () => expect(role).to.satisfy("tag-guard"));
  `,
  "wrong.vitest.mjs": asEsm("mocha"),
  "wrong.jest.mjs": asEsm("mocha"),
  "wrong.jest.cjs": asCommonJs("jest"),
  "wrong.mocha.mjs": asEsm("vitest"),
  "wrong.mocha.cjs": asCommonJs("node"),
  "unawaited.vitest.mjs": `${asEsm("vitest").replace("await ", "")}; import { it } from "vitest"; it("other", () => {});`,
  "unawaited.jest.mjs": `${asEsm("jest").replace("await ", "")}; test("other", () => {});`,
};

const mocha = ["node_modules/mocha/bin/mocha.js"];
const vitest = ["node_modules/vitest/vitest.mjs", "run"];
const jest = ["--experimental-vm-modules", "node_modules/jest/bin/jest.js", "--verbose"];
const nodeTest = ["--test", "--test-reporter=spec"];

const runners: Readonly<Record<string, readonly string[]>> = {
  "mocha as a module": [...mocha, "plan.mocha.mjs"],
  "mocha in CommonJS": [...mocha, "plan.mocha.cjs"],
  "mocha in parallel": [...mocha, "--parallel", "plan.mocha.mjs", "plan.mocha.cjs"],
  vitest: [...vitest, "plan.vitest.mjs", "--reporter=verbose"],
  "jest as a module": [...jest, "plan.jest.mjs"],
  "node:test as a module": [...nodeTest, "plan.node.mjs"],
  "node:test in CommonJS": [...nodeTest, "plan.node.cjs"],
};

const wrong: readonly (readonly [what: string, argv: readonly string[], sentence: string])[] = [
  [
    "the door of mocha in vitest",
    [...vitest, "wrong.vitest.mjs"],
    "`describePlan` of `planproof/mocha` is called in vitest: import it from `planproof/vitest`",
  ],
  [
    "the door of mocha in jest",
    [...jest, "wrong.jest.mjs"],
    "`describePlan` of `planproof/mocha` is called in jest: import it from `planproof/jest`",
  ],
  [
    "the door of vitest in mocha",
    [...mocha, "wrong.mocha.mjs"],
    "`describePlan` of `planproof/vitest` is called in mocha: import it from `planproof/mocha`",
  ],
  [
    "the door of node:test in mocha",
    [...mocha, "wrong.mocha.cjs"],
    "`describePlanByProperty` of `planproof/node` is called in mocha: import it from `planproof/mocha`",
  ],
  [
    "the door of jest in CommonJS",
    ["node_modules/jest/bin/jest.js", "wrong.jest.cjs"],
    "`planproof/jest` is an ES module, and this file is CommonJS to jest: name it `*.test.mjs`",
  ],
  [
    "vitest without `await`",
    [...vitest, "unawaited.vitest.mjs"],
    "`describePlan` is not awaited\n  write `await describePlan(...)`",
  ],
  ["jest without `await`", [...jest, "unawaited.jest.mjs"], "`describePlan` is not awaited"],
];

const everyDoor = `
  import { check, loadSource, planTests } from "planproof";
  import { authorize, compile } from "planproof/policies";
  import { requestNear } from "planproof/generators";
  import { noIamAdministration } from "planproof/properties";
  import * as mocha from "planproof/mocha";
  import * as vitest from "planproof/vitest";
  import * as jest from "planproof/jest";
  import * as node from "planproof/node";
  import { use } from "chai";
  import { planproofChai } from "planproof/chai";
  import { sourceFromSynth } from "planproof/cdktf";
  export const report = await check(await loadSource("plan.json"), { properties: [noIamAdministration] });
  export const parts = [authorize, compile, requestNear, planTests, sourceFromSynth];
  for (const { describePlan } of [mocha, vitest, jest, node]) await describePlan("plan.json", { runs: 10 });
  use(planproofChai).expect(await loadSource("plan.json")).on("*").not.to.allow("s3:PutObject");
  // @ts-expect-error a misspelled option
  await vitest.describePlan("plan.json", { run: 10 });
`;

// Needs `npm run build` and the npm registry.
describe("the package in the test runners of its users", () => {
  let repository: UserRepository;
  before(() => {
    repository = repositoryWith(files);
    repository.install(
      packPackage(),
      "mocha@12",
      "chai@6",
      "vitest@4",
      "jest@30",
      "typescript@7",
      "@types/node@20",
      "@types/chai@5",
    );
  });
  after(() => repository.remove());

  for (const [runner, argv] of Object.entries(runners)) {
    it(`is green, then red after a widening, in ${runner}`, () => {
      const green = repository.run(node, argv, { PLAN: "noop.json" });
      expect(green.status, green.output).to.equal(0);
      expect(green.output).to.match(/tag-guard|[1-9]\d* passing/);
      const red = repository.run(node, argv, { PLAN: "widen.json" });
      expect(red.status, red.output).not.to.equal(0);
      expect(red.output).to.include("tag-guard is refuted for widen.json#aws_iam_role.operator");
      expect(red.output).to.include("replay     npx planproof decide 'widen.json#aws_iam_role.operator'");
    });

    it(`skips what is undecided where that is allowed, and says why, in ${runner}`, () => {
      const { status, output } = repository.run(node, argv, { PLAN: "create.json", UNDECIDED: "allow" });
      expect(status, output).to.equal(0);
      expect(output)
        .to.match(/skipped|pending/)
        .and.to.include("is known only after apply");
    });
  }

  it("is green, then red after a widening, with the assertions of chai", () => {
    const green = repository.run(node, [...mocha, "role.mocha.mjs"], { PLAN: "noop.json" });
    expect(green.status, green.output).to.equal(0);
    expect(green.output).to.include("3 passing");
    const red = repository.run(node, [...mocha, "role.mocha.mjs"], { PLAN: "widen.json" });
    expect(red.status, red.output).to.equal(1);
    expect(red.output).to.include("expected widen.json#aws_iam_role.operator to satisfy `tag-guard`");
  });

  for (const [what, argv, sentence] of wrong) {
    it(`says in one sentence what to do about ${what}`, () => {
      const { status, output } = repository.run(node, argv, { PLAN: "noop.json" });
      expect(status, output).not.to.equal(0);
      expect(output).to.include(sentence);
    });
  }

  for (const [module, moduleResolution] of [
    ["NodeNext", "NodeNext"],
    ["ESNext", "Bundler"],
  ] as const) {
    it(`has types for every door with the module resolution ${moduleResolution}`, () => {
      const compilerOptions = {
        module,
        moduleResolution,
        target: "ES2023",
        strict: true,
        noEmit: true,
        types: ["node"],
      };
      repository.write("tsconfig.json", JSON.stringify({ compilerOptions, files: ["doors.mts"] }));
      repository.write("doors.mts", everyDoor);
      const compiled = repository.run(node, ["node_modules/typescript/bin/tsc", "-p", "."]);
      expect(compiled).to.deep.equal({ status: 0, output: "" });
    });
  }
});

describe("the package installed by pnpm", () => {
  const example = codeBlocks(readText("README.md")).find(({ text }) => text.includes('from "fast-check"'))!;
  let repository: UserRepository;
  before(() => {
    repository = repositoryWith({ ...files, "example.mjs": example.text });
    const add = [
      "--yes",
      "pnpm@10",
      "add",
      "--silent",
      "--save-dev",
      packPackage(),
      "mocha@12",
      "fast-check@4",
    ];
    const { status, output } = repository.run(npx, add);
    expect(status, output).to.equal(0);
  });
  after(() => repository.remove());

  it("is green, then red after a widening, in mocha", () => {
    const argv = [...mocha, "plan.mocha.mjs"];
    expect(repository.run(node, argv, { PLAN: "noop.json" }).status).to.equal(0);
    const red = repository.run(node, argv, { PLAN: "widen.json" });
    expect(red.status, red.output).to.equal(1);
    expect(red.output).to.include("tag-guard is refuted");
  });

  it("runs the example of the README with fast-check", () => {
    expect(repository.run(node, ["example.mjs"])).to.deep.equal({ status: 0, output: "" });
  });
});
