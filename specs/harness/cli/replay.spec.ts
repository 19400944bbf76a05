import { mkdirSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import { namedSeedLaws } from "../../properties/seedLaws.js";
import { change, makePlan, trust } from "../plan/plans.js";
import { ask } from "./ask.js";
import { replayed, replaysIn } from "./replayed.js";
import { temporaryDirectory } from "./temporaryDirectory.js";

const arn = "arn:aws:iam::aws:policy/service-role/AmazonThing";
const role = 'aws_iam_role.r["it\'s"]';
const plan = makePlan([
  change(role, { after: { name: "r", path: "/", assume_role_policy: trust } }),
  change("aws_iam_role_policy_attachment.a", { after: { role: "r", policy_arn: arn } }),
]);
// only of the account, region and policy that are given; the key cannot be said in a flag
const Condition = {
  StringEquals: { "aws:RequestTag/a=b": "c" },
};
const document = {
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Action: "iam:PassRole", Resource: "arn:aws:iam::210987654321:role/*" },
    { Effect: "Allow", Action: "iam:AddUserToGroup", Resource: "*", Condition },
  ],
};
// AWS never sends this request: the role is of another partition, and a group takes no tag
const universe = ["--universe", "any"];
const flags = ["--account", "210987654321", "--region", "cn-north-1", "--managed", "my policies"];

describe("a printed replay command", () => {
  const scratch = temporaryDirectory();
  const prepare = (): string => {
    const cwd = scratch.path(".");
    mkdirSync(scratch.path("my policies"), { recursive: true });
    writeFileSync(scratch.path("my policies/AmazonThing.json"), JSON.stringify(document));
    writeFileSync(scratch.path("plan.json"), JSON.stringify(plan));
    return cwd;
  };

  it("gets the decision that `check` states", async () => {
    const cwd = prepare();
    const { stdout, exit } = await ask(["check", "plan.json", ...namedSeedLaws, ...universe, ...flags], {
      cwd,
    });
    expect(exit, stdout).to.equal(1);
    const commands = replaysIn(stdout);
    expect(commands.map((command) => command.startsWith("printf"))).to.have.members([true, false]);
    for (const command of commands) {
      expect(await replayed(command, cwd), command).to.equal("allowed");
      const bare = command.replace(" --managed 'my policies'", "");
      expect(await replayed(bare, cwd), "without the flag").not.to.equal("allowed");
    }
  });

  it("gets the decision that `compare` states, on either side", async () => {
    const cwd = prepare();
    const sides = [`plan.json#${role}`, "managed:AWSBatchFullAccess"];
    const { stdout } = await ask(["compare", ...sides, ...universe, ...flags], { cwd });
    const commands = replaysIn(stdout);
    expect(commands).to.have.length(2);
    for (const command of commands) {
      expect(command).to.include("--managed 'my policies'");
      expect(await replayed(command, cwd), command).to.equal("allowed");
    }
  });

  it("is as short as before where nothing is given", async () => {
    const { stdout } = await ask(["check", "widen.plan.json"]);
    for (const command of replaysIn(stdout)) expect(command).not.to.match(/--(account|region|managed)/);
  });
});
