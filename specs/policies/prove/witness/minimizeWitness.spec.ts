import { expect } from "chai";
import type { ContextValue, Request } from "../../../../policies/language/request.js";
import { minimizeWitness } from "../../../../policies/prove/witness/minimizeWitness.js";

const requestWith = (context: Record<string, ContextValue>): Request => ({
  principal: "arn:aws:iam::111122223333:role/example",
  action: "s3:GetObject",
  resource: "arn:aws:s3:::b/k",
  resourceAccount: "111122223333",
  context,
});

const keys = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`aws:key${at}`, "x"]));

/** Makes smaller a request that must keep some keys; with the number of tries it took. */
function minimize(request: Request, needed: readonly string[], most = Number.POSITIVE_INFINITY) {
  let tried = 0;
  const smallest = minimizeWitness(request, {
    exhausted: () => tried >= most,
    holds: ({ context }) => {
      tried += 1;
      return needed.every((key) => key in context);
    },
  });
  return { context: smallest.context, tried };
}

describe("minimizeWitness", () => {
  it("drops every key that is not needed, wherever the needed ones are", () => {
    for (const needed of [
      [],
      ["aws:key0"],
      ["aws:key6"],
      ["aws:key2", "aws:key3"],
      ["aws:key0", "aws:key6"],
    ]) {
      expect(Object.keys(minimize(requestWith(keys(7)), needed).context)).to.deep.equal(needed);
    }
  });

  it("takes few tries for many keys of which few are needed", () => {
    const { context, tried } = minimize(requestWith(keys(1000)), ["aws:key123", "aws:key877"]);
    expect(Object.keys(context)).to.deep.equal(["aws:key123", "aws:key877"]);
    expect(tried).to.be.lessThan(80);
  });

  it("keeps of a list what is needed, and never an empty list", () => {
    const holds = ({ context }: Request) =>
      Array.isArray(context["aws:tags"]) && context["aws:tags"].includes("b");
    const tries = { exhausted: () => false, holds };
    const listed = requestWith({ "aws:tags": ["a", "b", "c"], "aws:other": ["d", "e"] });
    expect(minimizeWitness(listed, tries).context).to.deep.equal({ "aws:tags": ["b"] });
    const any = { exhausted: () => false, holds: ({ context }: Request) => "aws:tags" in context };
    expect(minimizeWitness(listed, any).context).to.deep.equal({ "aws:tags": ["c"] });
  });

  it("ends with what it has when the tries are used up", () => {
    const all = keys(100);
    const { context, tried } = minimize(requestWith(all), Object.keys(all), 10);
    expect(context).to.deep.equal(all);
    expect(tried).to.equal(10);
  });
});
