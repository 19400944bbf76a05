import { expect } from "chai";
import { zipSync } from "fflate";
import { extract } from "../../harness/plan/extract.js";
import { readPlanZip } from "../../harness/plan/source/readPlanZip.js";
import { accessOf } from "../../policies/prove/accessOf.js";
import { prove } from "../../policies/prove/prove.js";
import { change, makePlan, trust, written } from "../harness/plan/plans.js";
import { allowing } from "../policies/prove/policySets.js";

const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const codeOf = (bytes: Uint8Array): string | undefined => readPlanZip(bytes).diagnostics[0]?.code;

const role = change("aws_iam_role.r", { after: { name: "r", assume_role_policy: trust } });
const caller = change("data.aws_caller_identity.me", {
  actions: ["read"],
  after: { account_id: "123456789012", arn: "arn:aws:iam::123456789012:user/me" },
});
const instance = (address: string) =>
  change(address, { after: { role: "r", name: "p" }, unknown: { policy: true } });

describe("a plan file", () => {
  it("refuses what is made to fill the memory, before it does", () => {
    const zeros = new Uint8Array(3_000_000);
    expect(codeOf(zipSync({ tfplan: text(""), "tfconfig/m-/main.tf": zeros }))).to.equal("too-large");
    const plain = zipSync(
      { tfplan: text(""), "tfconfig/m-/main.tf": new Uint8Array(70_000_000) },
      { level: 0 },
    );
    expect(codeOf(plain)).to.equal("too-large");
  });
});

describe("a plan", () => {
  it("gives each of thousands of instances the bucket of its key", () => {
    const keys = Array.from({ length: 3000 }, (_, at) => `k${at}`);
    const buckets = keys.map((key) =>
      change(`aws_s3_bucket.b["${key}"]`, { after: { bucket: key }, unknown: { arn: true } }),
    );
    const text = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"\${aws_s3_bucket.b[each.key].arn}"}]}`;
    const references = ["aws_s3_bucket.b", "each.key"];
    const own = {
      ...written("aws_iam_role_policy.p", {}),
      expressions: { policy: { constant_value: text, references } },
    };
    const policies = keys.map((key) => instance(`aws_iam_role_policy.p["${key}"]`));
    const plan = makePlan([role, caller, ...buckets, ...policies], { resources: [own] });
    const last = extract({ kind: "plan", plan }, "plan").policies.at(-1)!;
    const key = /k\d+/.exec(last.address)![0];
    expect(last.document).to.have.nested.property("Statement[0].Resource", `arn:aws:s3:::${key}`);
  });
});

describe("the prover", () => {
  it("throws at no number of elements", () => {
    const many = Array.from({ length: 130_000 }, (_, at) => `s3:Get${at}`);
    expect(prove(allowing({ Action: many }), allowing({})).verdict).to.equal("undecided");
    const request = {
      principal: "arn:aws:iam::111122223333:role/example",
      action: "s3:get129999",
      resource: "*",
      resourceAccount: "111122223333",
      context: {},
    };
    expect(accessOf(allowing({ Action: many })).contains(request)).to.equal(true);
    const long = "a".repeat(130_000);
    expect(prove(allowing({ Resource: `arn:aws:s3:::${long}*` }), allowing({})).verdict).to.equal(
      "undecided",
    );
  });
});
