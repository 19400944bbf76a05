import { writeFileSync } from "node:fs";
import { expect } from "chai";
import { ask } from "../cli/ask.js";
import { temporaryDirectory } from "../cli/temporaryDirectory.js";
import { attach, create, plan, put } from "../gate/brownfieldPlan.js";

describe("the HTML report of a check with a gate for what is new, exceptions and a baseline", () => {
  const scratch = temporaryDirectory();
  const check = async (...more: readonly string[]): Promise<string> => {
    const properties = ["no-iam-administration", "no-public-access"].flatMap((id) => ["--property", id]);
    const argv = ["check", scratch.path("plan.json"), ...properties, "--today", "2027-01-15", ...more];
    return (await ask([...argv, "--format", "html"])).stdout;
  };
  const wordsIn = (page: string): readonly string[] =>
    [...page.matchAll(/<article.*?<span class="sev \w+">([^<]+)<.*?<b>([^<]+)<.*?<code>([^<]+)</g)].map(
      ([, word, property, target]) => `${word}: ${property} on ${target}`,
    );

  before(() => writeFileSync(scratch.path("plan.json"), JSON.stringify(plan(put, attach, create))));

  it("shows what is new before what is more severe", async () => {
    const page = await check("--gate", "new");
    expect(wordsIn(page)).to.deep.equal([
      "high, new: no-iam-administration on aws_iam_role.ops",
      "critical, so before the change: no-public-access on aws_s3_bucket.web",
      "high, so before the change: no-iam-administration on aws_iam_role.ci",
    ]);
    expect(page).to.include("1 law is newly broken at severity high or above");
    expect(wordsIn(await check())[0]).to.equal("critical: no-public-access on aws_s3_bucket.web");
  });

  it("lists what is accepted apart, with the owner and the last day", async () => {
    const exception = {
      property: "no-public-access",
      target: "aws_s3_bucket.web",
      reason: "a public website",
      owner: "web-team",
      until: "2027-01-31",
    };
    writeFileSync(scratch.path("exceptions.json"), JSON.stringify({ exceptions: [exception] }));
    const page = await check("--exceptions", scratch.path("exceptions.json"));
    expect(wordsIn(page).join()).not.to.include("no-public-access");
    const [, accepted = ""] = page.split('<section id="accepted"');
    expect(accepted).to.match(/accepted, critical<.*no-public-access<.*aws_s3_bucket\.web</);
    expect(accepted).to.include("a public website").and.to.include("owner web-team, until 2027-01-31");
    expect(page).to.match(/"tone":"accepted"/);
  });

  it("says that the baseline has what it has, and that nothing else is broken", async () => {
    const baseline = ["--baseline", scratch.path("baseline.json")];
    await check(...baseline, "--update-baseline");
    const page = await check(...baseline);
    expect(wordsIn(page)).to.deep.equal([]);
    expect(page).to.include("no law is otherwise broken at severity high or above");
    expect(page.match(/it is in the baseline/g)).to.have.length(3);
  });
});
