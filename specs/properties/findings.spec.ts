import { existsSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { check } from "../../harness/api/check.js";
import { openSource } from "../../harness/run/openSource.js";
import type { Verdict } from "../../harness/run/report.js";
import { orgPerimeter } from "../../properties/catalogue/orgPerimeter.js";
import { collectedPlans, collection } from "../harness/plan/fixture.js";

/** What a reader found in the public plans, by kind: the law that must say so, and of how many places at least. */
const kinds: readonly (readonly [kind: string, law: string, atLeast: number])[] = [
  ["admin-star", "no-admin", 5],
  ["assume-any-role", "no-credential-issue", 5],
  ["destructive-on-all", "no-broad-write", 8],
  ["exfil-on-all", "no-broad-data-read", 7],
  ["service-star-on-all", "no-broad-write", 4],
  ["iam-escalation(pp: no-iam-administration)", "no-iam-administration", 8],
  ["passrole-any-role", "pass-role-services", 3],
  ["wildcard-trust", "no-public-trust", 5],
  ["lambda-public", "no-public-access", 1],
  ["s3-public", "no-public-access", 9],
  // 15 more let no one in. Ten are dead: the vault is in another region (3), the ARN has no region (1), the actions are
  // those of another service (3) or do not work on a domain (3). AWS refuses public policies of S3 tables (3) and of
  // DynamoDB (1), whose account is not one here. The file system of one is not in the plan, and its policy is not read.
  ["public-resource-policy", "no-public-access", 18],
  ["public-resource-policy", "no-dead-grant", 10],
  // the others let no other account in: two keys are of the own account, and the policies of one plan, three places in all,
  // name other buckets than their own, which is reported as a dead grant
  ["cross-account-resource-policy", "org-perimeter", 8],
  ["whole-account-principal", "org-perimeter", 9],
  ["whole-account-principal", "no-dead-grant", 2],
  ["confused-deputy-trust", "confused-deputy", 12],
  ["confused-deputy-resource", "confused-deputy", 3],
  ["endpoint-full-access", "endpoint-open", 34],
  ["s3-bucket-without-public-access-block", "public-access-block", 17],
  ["resource-not-supported(dead grant)", "no-dead-grant", 24],
  ["oidc-keys-of-another-provider(dead)", "no-dead-grant", 2],
  ["unknown-action", "known-actions", 5],
  ["refused-by-AWS", "valid-document", 3],
];

interface Finding {
  readonly file: string;
  readonly kind: string;
  readonly place: string;
}

const list = new URL("FINDINGS.tsv", collection);
const findings = (): readonly Finding[] =>
  readFileSync(list, "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split("\t"))
    .map(([file = "", kind = "", where = ""]) => ({
      file,
      kind,
      place: where.split(" ")[0]!.replace(/:$/, ""),
    }));

/** Whether a verdict is about a place: its target, or a statement, a reason or an unknown part of it names it. */
const isOf = (place: string, { outcome, target }: Verdict): boolean =>
  !place.includes(".") ||
  target.includes(place) ||
  JSON.stringify(outcome).includes(JSON.stringify(place).slice(1, -1));

/** Refuted, or undecided for a principal outside the plan whose known policies break the law. */
const isReported = ({ outcome }: Verdict): boolean =>
  outcome.verdict === "refuted" ||
  (outcome.verdict === "undecided" &&
    outcome.kind === "holes" &&
    "outcome" in outcome.partial &&
    outcome.partial.outcome?.verdict === "refuted");

describe("what a reader finds in public plans", () => {
  const plans = collectedPlans();
  const verdicts = new Map<string, readonly Verdict[]>();
  const slow: string[] = [];
  before(async function () {
    if (plans === undefined || !existsSync(list)) {
      console.log("        skipped: the collection of plans of other projects is not here");
      this.skip();
    }
    this.timeout(300_000);
    for (const name of plans!) {
      const source = await openSource(new URL(name, collection).pathname);
      const start = process.cpuUsage();
      const report = await check(source);
      const { user, system } = process.cpuUsage(start);
      if ((user + system) / 1e6 > 2.5) slow.push(name);
      const found = [report, await check(source, { properties: [orgPerimeter.with({ trusted: [] })] })];
      verdicts.set(
        name.replace(/\.json$/, ""),
        found.flatMap((one) => (one.ok ? one.value.verdicts : [])),
      );
    }
  });

  for (const [kind, law, atLeast] of kinds) {
    it(`is said by ${law}: ${kind}`, () => {
      const wanted = findings().filter((one) => one.kind === kind);
      const said = wanted.filter(({ file, place }) =>
        (verdicts.get(file) ?? []).some((one) => one.property === law && isReported(one) && isOf(place, one)),
      );
      const others = wanted.filter((one) => !said.includes(one)).map(({ file, place }) => `${file} ${place}`);
      console.log([`        ${said.length} of ${wanted.length}`, ...others].join("\n          "));
      expect(said.length).to.be.at.least(atLeast);
    });
  }

  it("takes about a second for each plan at most, and is decided by proof where requests decide", () => {
    expect(slow).to.deep.equal([]);
    const decided = [...verdicts.values()].flat().filter(({ outcome }) => outcome.verdict !== "undecided");
    const ofRequests = decided.filter(({ outcome }) => outcome.by !== "count");
    const proved = ofRequests.filter(({ outcome }) => outcome.by === "proof");
    console.log(`        ${proved.length} of ${ofRequests.length} by proof`);
    expect(proved.length / ofRequests.length).to.be.at.least(0.95);
  });
});
