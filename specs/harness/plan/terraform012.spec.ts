import { Readable } from "node:stream";
import { expect } from "chai";
import { extract } from "../../../harness/plan/extract.js";
import { readInput } from "../../../harness/plan/input/readInput.js";
import { askJson } from "../cli/ask.js";
import { collectedBytes, collectedPlans } from "./fixture.js";
import { allow, change, makePlan, trust, unchanged } from "./plans.js";

const role = (name: string) => ({ name, path: "/", assume_role_policy: trust });
const inline = (name: string, action: string) => ({ role: name, name: "p", policy: allow(action) });

/** A resource as the state of Terraform 0.12 has it: without its module and its key. */
function stored(address: string, values: object, index?: number | string): object {
  const [type, name] = address.split(".").slice(-2);
  const mode = address.startsWith("data.") ? "data" : "managed";
  return { address, mode, type, name, provider_name: "aws", values, ...(index !== undefined && { index }) };
}

/** A plan of Terraform 0.12: roles in a module and in one inside it, and the same names in the root. */
const plan = (changes: readonly object[], more: readonly object[] = []) => ({
  ...makePlan(changes),
  format_version: "0.1",
  terraform_version: "0.12.31",
  prior_state: {
    format_version: "0.1",
    values: {
      root_module: {
        resources: [stored("aws_iam_role.r", role("root")), ...more],
        child_modules: [
          {
            address: "module.a",
            resources: [
              stored("aws_iam_role.r", role("a-0"), 0),
              stored("aws_iam_role.r", role("a-1"), 1),
              stored("aws_iam_role_policy.p", inline("a-0", "s3:GetObject")),
            ],
            child_modules: [
              {
                address: "module.a.module.b",
                resources: [
                  stored("aws_iam_role.r", role("b"), "x.y"),
                  stored("aws_iam_role_policy.p", inline("b", "sqs:SendMessage")),
                ],
              },
            ],
          },
        ],
      },
    },
  },
});

const same = [
  unchanged("aws_iam_role.r", role("root")),
  unchanged("module.a.aws_iam_role.r[0]", role("a-0")),
  unchanged("module.a.aws_iam_role.r[1]", role("a-1")),
  unchanged("module.a.aws_iam_role_policy.p", inline("a-0", "s3:GetObject")),
  unchanged('module.a.module.b.aws_iam_role.r["x.y"]', role("b")),
  unchanged("module.a.module.b.aws_iam_role_policy.p", inline("b", "sqs:SendMessage")),
];
const roles = [
  "aws_iam_role.r",
  "module.a.aws_iam_role.r[0]",
  "module.a.aws_iam_role.r[1]",
  'module.a.module.b.aws_iam_role.r["x.y"]',
];

function read(json: object) {
  const input = readInput(Buffer.from(JSON.stringify(json)), "plan");
  if (!input.ok || input.value.kind === "policy") throw new Error("it is no plan");
  const { principals, notes } = extract(input.value, "plan");
  return { principals: principals.map(({ address }) => address), notes: notes.map(({ message }) => message) };
}

describe("a plan of Terraform 0.12", () => {
  it("has the resources of its prior state in their modules, and no others", () => {
    expect(read(plan(same))).to.deep.equal({ principals: roles, notes: [] });
    // made with -target: what no change mentions stays
    expect(read(plan(same.slice(0, 1)))).to.deep.equal({ principals: roles, notes: [] });
  });

  it("changes nothing where it says so", async () => {
    for (const changes of [same, same.slice(0, 1)]) {
      const input = JSON.stringify(plan(changes));
      const { exit, value } = await askJson<{ changes: unknown[] }>(["diff", "-"], { input });
      expect([exit, value.changes]).to.deep.equal([0, []]);
    }
  });

  it("removes what is in a module, and nothing else", async () => {
    const removed = change("module.a.aws_iam_role_policy.p", {
      actions: ["delete"],
      before: inline("a-0", "s3:GetObject"),
    });
    const input = JSON.stringify(plan([...same.slice(0, 3), removed, ...same.slice(4)]));
    const { value } = await askJson<{ changes: { target: string; change: string }[] }>(["diff", "-"], {
      input,
    });
    const told = value.changes.map(({ target, change: kind }) => [kind, target.split("#")[1]]);
    expect(told).to.deep.equal([["removed", "module.a.aws_iam_role.r[0]"]]);
  });

  it("leaves out what may be any of several instances, and says so", () => {
    const nameless = stored("aws_iam_role.many", role("many"));
    const keyed = unchanged("aws_iam_role.many[0]", role("many"));
    for (const json of [plan([...same, keyed], [nameless]), plan(same, [nameless, nameless])]) {
      const { principals, notes } = read(json);
      expect(principals.filter((address) => address === "aws_iam_role.many")).to.deep.equal([]);
      expect(notes).to.deep.equal([
        "the prior state does not say which instances `aws_iam_role.many` are, so they are left out",
      ]);
    }
  });

  it("changes nothing where a published one says so", async function () {
    const published = (collectedPlans() ?? []).filter((name) =>
      isUnchanged(Buffer.from(collectedBytes(name)).toString()),
    );
    if (published.length === 0) {
      console.log("        skipped: there is no published plan of Terraform 0.12 here that changes nothing");
      this.skip();
    }
    for (const name of published) {
      const stdin = Readable.from([collectedBytes(name)]);
      const { exit, value } = await askJson<{ changes: unknown[] }>(["diff", "-"], { stdin });
      expect([name, exit, value.changes]).to.deep.equal([name, 0, []]);
    }
  });
});

const isUnchanged = (text: string): boolean =>
  /"terraform_version":\s*"0\.12/.test(text) && !/"actions":\s*\[\s*"(?:create|update|delete)/.test(text);
