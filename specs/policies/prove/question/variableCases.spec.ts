import { expect } from "chai";
import type { Access } from "../../../../policies/prove/question/access.js";
import { encodeAccess } from "../../../../policies/prove/question/encodeAccess.js";
import { Encoding } from "../../../../policies/prove/question/encoding.js";
import type { Formula } from "../../../../policies/prove/question/formula.js";
import { Prover } from "../../../../policies/prove/question/prover.js";
import { variableCases, variablesOf } from "../../../../policies/prove/question/variableCases.js";
import { leftOpen, type Resolve } from "../../../../policies/prove/sets/pattern.js";
import { identitySet } from "../../../generators/identitySet.js";

const printed = (formula: Formula): string =>
  formula.kind === "atom"
    ? `${formula.positive ? "" : "not "}${formula.atom.key}`
    : `${formula.kind}(${formula.parts.map(printed).join(", ")})`;

const tagged = (Action: string, value: string) => ({
  Effect: "Allow",
  Action,
  Resource: "*",
  Condition: { StringEquals: { "aws:ResourceTag/owner": value } },
});
const policies = identitySet(
  { Effect: "Allow", Action: "s3:Get*", Resource: "arn:aws:s3:::bucket/${aws:username}/*" },
  tagged("s3:Put*", "${s3:prefix}"),
  tagged("s3:Delete*", "shared"),
  { ...tagged("s3:List*", "x"), Condition: { StringLike: { "aws:username": ["alice", "bob*"] } } },
);
const held: Access = { kind: "of", policies };
const other = { principal: "arn:aws:iam::111122223333:user/bob", keys: { "aws:username": "bob" } };
const another = { principal: "arn:aws:iam::111122223333:user/alice", keys: { "aws:username": "alice" } };
const questions: Readonly<Record<string, Access>> = {
  "of a policy set": held,
  "of some actions": {
    kind: "both",
    parts: [{ kind: "actions", patterns: ["s3:*"], except: [] }, held],
  },
  "of another caller": { kind: "as", part: held, ...other },
  "of a caller in place of another": { kind: "as", part: { kind: "as", part: held, ...another }, ...other },
  "of two callers": {
    kind: "either",
    parts: [held, { kind: "not", part: { kind: "as", part: held, ...other } }],
  },
  "of elements": {
    kind: "as",
    part: {
      kind: "matching",
      statement: { resource: { negated: false, patterns: ["arn:aws:s3:::${s3:prefix}"] } },
    },
    ...other,
  },
};

/** What a new encoding asks for. */
function asked(access: Access): readonly string[] {
  const names = new Set<string>();
  const collect: Resolve = (variable) => {
    names.add(variable.toLowerCase());
    return leftOpen;
  };
  encodeAccess(access, new Encoding(new Prover({}).encoding.requester, collect));
  return [...names].sort();
}

describe("the cases of policy variables", () => {
  for (const [name, access] of Object.entries(questions)) {
    it(`${name} are found and encoded from what is kept as they are anew`, () => {
      const { encoding } = new Prover({});
      for (const _ of [1, 2]) {
        expect(variablesOf(access, encoding)).to.deep.equal(asked(access));
        for (const { values } of variableCases(access, encoding)) {
          const resolve: Resolve = (variable) =>
            values.has(variable.toLowerCase()) ? values.get(variable.toLowerCase()) : leftOpen;
          const anew = new Encoding(encoding.requester, resolve);
          expect(printed(encodeAccess(access, encoding.inCase(values)))).to.equal(
            printed(encodeAccess(access, anew)),
          );
        }
      }
      expect(variablesOf(access, encoding)).not.to.deep.equal([]);
    });
  }
});
