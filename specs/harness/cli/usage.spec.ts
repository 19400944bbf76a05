import { expect } from "chai";
import { loadCommand } from "../../../harness/cli/command.js";
import { commands } from "../../../harness/cli/commands/commands.js";
import { optionsOf } from "../../../harness/cli/readArguments.js";
import { ask } from "./ask.js";

const policy = "managed:AWSBatchFullAccess";
const rows: readonly (readonly [argv: string, message: string, hint: string])[] = [
  ["chek", "unknown command `chek`", "did you mean `check`?"],
  ["plan.json", "unknown command `plan.json`", "write `planproof check plan.json`"],
  ["managed:X --seed 1", "unknown command `managed:X`", "write `planproof check managed:X`"],
  ["help chek", "unknown command `chek`", "did you mean `check`?"],
  ["corpus", "`corpus` needs a subcommand", "expected one of: corpus generate, corpus replay"],
  ["corpus replai", "unknown command `corpus replai`", "did you mean `corpus replay`?"],
  ["--quiet check", "the command comes before `--quiet`", "write `planproof COMMAND ...`"],
  ["check", "`check` needs an operand", "usage: planproof check SOURCE..."],
  ["compare a", "`compare` needs two operands or more", "usage: planproof compare LEFT RIGHT..., or"],
  [
    "compare a b --pairs c.jsonl",
    "`compare` needs two operands or more, or `--pairs` and none",
    "--pairs FILE.jsonl",
  ],
  [`check ${policy} --sed 1`, "unknown option `--sed`", "did you mean `--seed`?"],
  [`check ${policy} -q`, "unknown option `-q`", "expected one of: --property"],
  [`check ${policy} --json`, "unknown option `--json`", "write `--format json`"],
  [`check ${policy} --seed`, "`--seed` has no value", "write `--seed` and then N"],
  [`check ${policy} --managed=\u00a0`, "`--managed` has no value", "write `--managed` and then DIR"],
  ["check \u00a0", "an operand is blank", "usage: planproof check SOURCE..."],
  [`check ${policy} --seed x`, "`--seed` cannot be `x`", "write a whole number from 0 up"],
  [`check ${policy} --seed 1 --seed 2`, "`--seed` is given twice", "keep one of them"],
  [`check ${policy} --runs 0`, "`--runs` cannot be `0`", "write a whole number from 1 to 1000000"],
  [
    `corpus generate ${policy} --out a.jsonl --size 111122223333`,
    "`--size` cannot be `111122223333`",
    "write a whole number from 1 to 1000000",
  ],
  [`check ${policy} --quiet=yes`, "`--quiet` takes no value", "leave out `=yes`"],
  [`check ${policy} --format yaml`, "`--format` cannot be `yaml`", "expected one of: human, json"],
  [`check ${policy} --out yaml=x`, "unknown format `yaml`", "expected one of: human, json"],
  [`check ${policy} --out x`, "`--out` cannot be `x`", "write it as FORMAT=PATH"],
  [`check ${policy} --undecided maybe`, "`--undecided` cannot be `maybe`", "expected one of: fail, allow"],
  [`check ${policy} --property tag-gard`, "unknown property `tag-gard`", "did you mean `tag-guard`?"],
  [
    `check ${policy} --property wildcards-in-buckets`,
    "unknown property `wildcards-in-buckets`",
    "`planproof list properties` lists all",
  ],
  ...[`check ${policy}`, "diff noop.plan.json"].map(
    (command) =>
      [
        `${command} --today 2026-02-30`,
        "`--today` cannot be `2026-02-30`",
        "a day of the calendar as YYYY-MM-DD",
      ] as const,
  ),
  ["check - -#a", "standard input is named twice", "save it to a file and name that"],
  ["check absent.json", "`absent.json` does not exist", "check the path"],
  ["check .", "`.` is a directory", "name the plan file in it"],
  ["check managed:Nope", "unknown AWS managed policy `Nope`", "planproof list policies"],
  [`check ${policy}@v99`, "unknown version `v99`", "it has v1 to v7"],
  [
    "check noop.plan.json#aws_iam_role.jib",
    "no principal or policy `aws_iam_role.jib`",
    "did you mean `aws_iam_role.job`",
  ],
  [
    "check noop.plan.json state.json --property batch-guarded-subset",
    "noop.plan.json: error: no property applies to noop.plan.json#aws_iam_role.batch_service, noop",
    "state.json: error: no property applies to state.json#aws_iam_role.batch_service, state.json#",
  ],
  [`decide ${policy}`, "`--action` is missing", "give --action and --resource, or --request FILE"],
  [`decide ${policy} --action x --resource *`, "`x` is not an action", "write it as service:Name"],
  [`decide ${policy} --action s3:x --resource * --context a`, "`--context` cannot be `a`", "KEY=VALUE"],
  [`decide ${policy} --request a --action b:c`, "`--request` and `--action` exclude each other", "use one"],
  [`decide ${policy} --request absent.json`, "the file does not exist", "name a file with a request"],
  [`decide ${policy} --request state.json`, "`action` is missing", "write an action such as `s3:GetObject`"],
  ["decide noop.plan.json --action a:b --resource *", "it contains 3 principals", "name one of them"],
  [`corpus generate ${policy}`, "`--out` is missing", "write --out FILE.jsonl"],
  ["corpus replay absent.jsonl", "the file does not exist", "`planproof corpus generate"],
  [
    "corpus replay a.jsonl --against noop.plan.json --update --shard 1/2",
    "`--update` and `--shard` exclude each other",
    "leave out `--shard`",
  ],
  ["corpus replay .", "it is a directory", "name the JSON Lines files in it"],
];

describe("what cannot be asked", () => {
  it("is named in quotes where its name begins or ends in a blank", async () => {
    const { exit, stderr } = await ask(["check", policy, "--managed", "given "]);
    expect(exit).to.equal(2);
    expect(stderr).to.match(/^"given ": error: \S.*\n {2}\S/);
  });

  for (const [argv, message, hint] of rows) {
    it(`\`${argv}\` exits 2: ${message}`, async () => {
      const { exit, stdout, stderr } = await ask(argv.split(" "));
      expect(exit).to.equal(2);
      expect(stdout).to.equal("");
      expect(stderr).to.include(`error: `);
      expect(stderr).to.include(message);
      expect(stderr).to.include(hint);
    });
  }

  it("says the same in JSON on stdout, and nothing else there", async () => {
    const { exit, stdout, stderr } = await ask(["check", "absent.json", "--format=json"]);
    expect(exit).to.equal(2);
    expect(stderr).to.equal("");
    expect(JSON.parse(stdout)).to.deep.equal({
      error: {
        code: "no-file",
        message: "`absent.json` does not exist",
        source: "absent.json",
        line: null,
        column: null,
        hint: "check the path, or make it: `terraform show -json tfplan > plan.json`",
      },
    });
  });

  it("points at the place inside a document", async () => {
    const { stderr } = await ask(["check", "-"], { input: '{"Version":"2012-10-17",\n "Statement":[}' });
    expect(stderr).to.match(/^-:2:\d+: error: /);
  });

  it("reports the first of many problems, and in JSON all", async () => {
    const input = JSON.stringify({ Statement: Array.from({ length: 30 }, () => ({ Effect: "Alow" })) });
    const { stderr } = await ask(["check", "-"], { input });
    expect(stderr.match(/: error: /g)).to.have.length(10);
    expect(stderr).to.match(/\n\.\.\. and \d\d more; `--format json` lists all of them\n$/);
    const { stdout } = await ask(["check", "-", "--format", "json"], { input });
    const { error } = JSON.parse(stdout) as { error: { more: object[] } };
    expect(stderr).to.include(`... and ${error.more.length + 1 - 10} more;`);
  });

  it("escapes what a terminal would act on", async () => {
    const { stderr } = await ask(["\u001b[2J"]);
    expect(stderr).to.include("unknown command `\\u001b[2J`");
  });
});

describe("the help", () => {
  it("names every command", async () => {
    const { exit, stdout } = await ask(["--help"]);
    expect(exit).to.equal(0);
    for (const { name } of commands) expect(stdout).to.include(`\n  ${name} `);
  });

  it("comes on stderr with exit 2 where nothing is asked", async () => {
    const { exit, stdout, stderr } = await ask([]);
    expect([exit, stdout]).to.deep.equal([2, ""]);
    expect(stderr).to.include("usage: planproof COMMAND");
  });

  for (const command of commands) {
    it(`of \`${command.name}\` lists every flag it takes, each in one line`, async () => {
      const { exit, stdout } = await ask([...command.name.split(" "), "--help"]);
      expect(exit).to.equal(0);
      for (const flag of Object.keys(optionsOf(await loadCommand(command))))
        expect(stdout).to.match(new RegExp(`^ {2}--${flag} .*\\S$`, "m"));
      for (const line of stdout.split("\n")) expect(line.length, line).to.be.below(121);
    });
  }

  it("prints the version of the package, and the days of its data", async () => {
    for (const word of ["--version", "version"])
      expect((await ask([word])).stdout).to.match(
        /^\d+\.\d+\.\d+\nAWS managed policies as of 20\d\d-\d\d-\d\d\nAWS service reference as of 20\d\d-\d\d-\d\d\n$/,
      );
  });

  for (const [argv, like] of [
    ["help", "--help"],
    ["-h", "--help"],
    ["help check", "check --help"],
    ["check -h", "check --help"],
    ["check plan.json --seed 1 --help", "check --help"],
    ["help corpus replay", "corpus replay --help"],
    ["help corpus", "corpus --help"],
  ] as const) {
    it(`is the same by \`${argv}\` as by \`${like}\``, async () => {
      const { exit, stdout } = await ask(argv.split(" "));
      expect(exit).to.equal(0);
      expect(stdout)
        .to.equal((await ask(like.split(" "))).stdout)
        .and.to.include("usage: planproof ");
    });
  }

  it("of commands that begin alike lists those, and no others", async () => {
    const { exit, stdout } = await ask(["corpus", "--help"]);
    expect(exit).to.equal(0);
    expect(stdout).to.include("\n  corpus replay FILE").and.to.include("\n  corpus generate SOURCE");
    expect(stdout).not.to.include("\n  check");
  });
});

describe("a bug", () => {
  const broken = { now: () => JSON.parse("{") as number };
  const argv = ["compare", policy, policy];

  it("exits 4 with one line that asks for a report", async () => {
    const { exit, stdout, stderr } = await ask(argv, broken);
    expect([exit, stdout]).to.deep.equal([4, ""]);
    expect(stderr).to.match(/^planproof: this is a bug in planproof, please report it: .*\n$/);
  });

  it("shows the stack to those who debug", async () => {
    expect((await ask(argv, { ...broken, env: { PLANPROOF_DEBUG: "1" } })).stderr).to.include("\n    at ");
  });

  it("leaves one JSON document on stdout where that is asked for", async () => {
    const { stdout } = await ask([...argv, "--format", "json"], broken);
    expect(JSON.parse(stdout)).to.have.nested.property("error.code", "bug");
  });
});
