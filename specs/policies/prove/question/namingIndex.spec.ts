import assert from "node:assert/strict";
import { readCaller } from "../../../../policies/evaluate/caller.js";
import { compilePrincipal, grants } from "../../../../policies/evaluate/compilePrincipal.js";
import type { PrincipalEntry, Statement } from "../../../../policies/language/policyDocument.js";
import type { HeldResource } from "../../../../policies/language/policySet.js";
import { namingIndex } from "../../../../policies/prove/question/namingIndex.js";

const account = "111122223333";
const callers = [
  `arn:aws:iam::${account}:role/job`,
  `arn:aws:iam::${account}:role/path/job`,
  `arn:aws-cn:iam::${account}:role/job`,
  "arn:aws:iam::444455556666:role/job",
  `arn:aws:sts::${account}:assumed-role/job/s`,
  `arn:aws:iam::${account}:user/ann`,
  `arn:aws:iam::${account}:root`,
  "batch.amazonaws.com",
  "accounts.google.com",
  "*",
];
const values = [...callers, account, "444455556666", `arn:aws:iam::${account}:role`];
const types: readonly PrincipalEntry["type"][] = ["AWS", "Service", "Federated", "CanonicalUser", "*"];
const entries = types.flatMap((type) => values.map((value): PrincipalEntry => ({ type, value })));

const held = (principals: readonly PrincipalEntry[], negated = false): HeldResource => {
  const statement = { effect: "Allow", principal: { negated, principals } } as unknown as Statement;
  return {
    address: JSON.stringify([negated, principals]),
    arns: [],
    policies: [{ source: "p", document: { version: "2012-10-17", statements: [statement] } as never }],
  };
};

describe("the resources whose policies may name a caller", () => {
  const resources = [
    ...entries.map((entry) => held([entry])),
    held([{ type: "AWS", value: account }], true),
    held([]),
    held([entries[0]!, entries[7]!]),
  ];
  const find = namingIndex(resources);

  for (const name of callers) {
    it(`are all that do, in their order: ${name}`, () => {
      const caller = readCaller(name);
      const found = find(caller);
      const places = found.map((one) => resources.indexOf(one));
      assert.deepEqual(
        places,
        places.toSorted((one, other) => one - other),
      );
      const missed = resources.filter(({ policies }) => {
        const { principal } = policies[0]!.document.statements[0]!;
        return compilePrincipal(principal)(caller) !== grants.none;
      });
      assert.deepEqual(
        missed.filter((one) => !found.includes(one)),
        [],
      );
    });
  }

  it("are few where most name others", () => {
    const services = Array.from({ length: 100 }, () =>
      held([{ type: "Service", value: "batch.amazonaws.com" }]),
    );
    const own = held([{ type: "AWS", value: callers[0]! }]);
    assert.deepEqual(namingIndex([...services, own])(readCaller(callers[0]!)), [own]);
  });
});
