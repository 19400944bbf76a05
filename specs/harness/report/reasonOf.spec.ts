import { expect } from "chai";
import { namedHoles, reasonOf } from "../../../harness/report/reasonOf.js";
import type { Hole } from "../../../properties/hole.js";
import type { Outcome, PartialAnswer, Refuted } from "../../../properties/property.js";
import { undecided } from "../../../properties/undecided.js";

const hole: Hole = { address: "p.policy", reason: "it is unset", refersTo: [], remedy: "set it" };
const other: Hole = { ...hole, address: "q.policy" };
const held: Outcome = { verdict: "holds", by: "proof", runs: 0 };
const refuted: Refuted = { verdict: "refuted", by: "proof", runs: 0, reason: "it is allowed" };
const open = (partial: PartialAnswer, holes: readonly Hole[] = [hole]): Outcome => ({
  verdict: "undecided",
  by: "search",
  runs: 0,
  kind: "holes",
  holes,
  partial,
});

const rows: readonly (readonly [Outcome, string | undefined])[] = [
  [held, undefined],
  [{ ...held, contradicted: true }, "only requests that AWS never sends break it"],
  [refuted, "it is allowed"],
  [{ ...refuted, universe: "typed" }, "it is allowed"],
  [
    { ...refuted, universe: "any" },
    "it is allowed; AWS never sends this request, according to its service reference",
  ],
  [
    { ...refuted, universe: "any", newer: { name: "s3:X" } },
    "it is allowed; `s3:X` is newer than the data of the service reference, or misspelt",
  ],
  [
    { ...refuted, newer: { name: "s3:HeadX", asked: "s3:GetX" } },
    "it is allowed; `s3:HeadX` is the name of an operation, for which AWS asks for `s3:GetX`: this grants nothing unless AWS adds an action of that name",
  ],
  [undecided("proof", "it depends"), "it depends"],
  [
    { ...undecided("budget", "took 9 steps"), scopeName: "request to S3" },
    "took 9 steps, at whether any request to S3 breaks it",
  ],
  [open({ of: "before" }), "before the change `p.policy` is unknown: it is unset; set it"],
  [
    open({ of: "either" }),
    "`p.policy` is unknown: it is unset; both more and less access can violate this property; set it",
  ],
  [open({ of: "worst" }, []), "a part of it is unknown; it may be violated after apply"],
  [
    open({ of: "worst", outcome: refuted }),
    "`p.policy` is unknown: it is unset; it may be violated after apply: it is allowed; set it",
  ],
  [
    open({ of: "known" }),
    "`p.policy` is unknown: it is unset; the property does not apply to the known policies; set it",
  ],
  [
    open({ of: "known", outcome: held }, [hole, other]),
    "`p.policy` is unknown: it is unset (and 1 more like this); the known policies do not violate it; set it",
  ],
  [
    open({ of: "known", outcome: refuted }),
    "`p.policy` is unknown: it is unset; the known policies already violate it: it is allowed; set it",
  ],
];

describe("reasonOf", () => {
  for (const [outcome, reason] of rows) {
    it(`says ${reason ?? "nothing about what holds"}`, () => {
      expect(reasonOf(outcome)).to.equal(reason);
    });
  }

  it("names an unknown value of the known policies after the first one", () => {
    const nested = open({ of: "known", outcome: open({ of: "either" }, [other]) });
    expect(reasonOf(nested)).to.include("the known policies are undecided: `q.policy` is unknown");
    expect(namedHoles(nested)).to.deep.equal([hole, other]);
  });
});
