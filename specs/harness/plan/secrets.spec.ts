import { readdirSync } from "node:fs";
import { expect } from "chai";
import { extract } from "../../../harness/plan/extract.js";
import { readInput } from "../../../harness/plan/input/readInput.js";
import { loadSource } from "../../../harness/plan/source/loadSource.js";
import { fixtureBytes, fixtures } from "./fixture.js";
import { allow, change, extractPlan, makePlan, trust } from "./plans.js";

const canary = "canary-7f3a-not-a-real-secret";

describe("secrets of a plan", () => {
  for (const name of readdirSync(`${fixtures}batch-plan`).filter((file) => file.endsWith(".json"))) {
    it(`${name} shows none`, async () => {
      const bytes = fixtureBytes(`batch-plan/${name}`);
      expect(Buffer.from(bytes).includes(canary)).to.equal(true);
      const loaded = await loadSource(`${fixtures}batch-plan/${name}`);
      expect(JSON.stringify(loaded)).not.to.include(canary);
    });

    it(`${name} shows none when it is cut off or broken around one`, () => {
      const text = Buffer.from(fixtureBytes(`batch-plan/${name}`)).toString();
      for (let at = text.indexOf(canary); at >= 0; at = text.indexOf(canary, at + 1)) {
        const broken = [text.slice(0, at + 10), text.slice(0, at + 10) + '"'.repeat(3) + text.slice(at + 10)];
        for (const each of broken) {
          const read = readInput(new TextEncoder().encode(each), name);
          expect(read.ok).to.equal(false);
          expect(JSON.stringify(read)).not.to.include("canary");
        }
      }
    });
  }

  it("are not shown where a policy is sensitive: it is a hole instead", () => {
    const changes = [
      change("aws_iam_role.r", { after: { name: "r", assume_role_policy: trust } }),
      change("aws_iam_role_policy.known", {
        after: { role: "r", policy: allow(`s3:${canary}`) },
        sensitive: { policy: true },
      }),
      change("aws_iam_role_policy.broken", { after: { role: "r", policy: `{${canary}` }, sensitive: true }),
    ];
    const extraction = extractPlan(makePlan(changes));
    expect(JSON.stringify(extraction)).not.to.include(canary);
    const holes = extraction.targets[0]!.holes.map(({ address }) => address);
    expect(holes).to.include.members(["aws_iam_role_policy.known.policy", "aws_iam_role_policy.broken.role"]);
  });

  it("are not shown in names, ARNs, boundaries and lists that are sensitive", () => {
    const secret = { name: canary, path: `/${canary}/`, arn: `arn:aws:iam::123456789012:role/${canary}` };
    const extraction = extractPlan(
      makePlan([
        change("aws_iam_role.r", {
          after: {
            ...secret,
            permissions_boundary: canary,
            managed_policy_arns: [canary],
            inline_policy: [{ name: canary, policy: canary }],
            assume_role_policy: canary,
          },
          sensitive: {
            name: true,
            path: true,
            arn: true,
            permissions_boundary: true,
            managed_policy_arns: [true],
            inline_policy: true,
            assume_role_policy: true,
          },
        }),
        change("aws_iam_role_policy_attachment.a", {
          after: { role: canary, policy_arn: canary },
          sensitive: { role: true, policy_arn: true },
        }),
        change("aws_iam_policy_attachment.a", {
          after: { roles: [canary], policy_arn: canary },
          sensitive: { roles: [true], policy_arn: true },
        }),
        change("aws_organizations_policy.o", {
          after: { type: "TAG_POLICY", content: canary },
          sensitive: true,
        }),
      ]),
    );
    expect(JSON.stringify(extraction)).not.to.include(canary);
    expect(extraction.targets[0]!.holes).not.to.deep.equal([]);
  });

  it("are not in what is left of variables, outputs and other resources", () => {
    const plan = makePlan([change("aws_instance.i", { after: { user_data: canary } })], undefined, {
      variables: { v: { value: canary } },
      planned_values: { outputs: { o: { value: canary, sensitive: true } } },
    });
    expect(JSON.stringify(extract({ kind: "plan", plan }, "plan.json"))).not.to.include(canary);
  });
});
