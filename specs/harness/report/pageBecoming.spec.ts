import { expect } from "chai";
import { printMarkup } from "../../../harness/page/printMarkup.js";
import { pageBecoming } from "../../../harness/report/pageBecoming.js";
import { PageNames } from "../../../harness/report/pageNames.js";
import type { Evidence } from "../../../harness/run/access/evidence.js";

const names = new PageNames(["plan.json"], []);

describe("the section of who can become which", () => {
  const step = (from: string, to: string) => ({ from, to, step: "sts-001", actions: ["sts:AssumeRole"] });
  const sectionOf = (becoming: Partial<Required<Evidence>["becoming"]>, outside?: Evidence["outside"]) =>
    pageBecoming(
      {
        becoming: { steps: [step("a", "b")], ends: [], sources: 1, ...becoming },
        ...(outside && { outside }),
      },
      becoming.sources === 2 ? new PageNames(["a.json", "b.json"], []) : names,
    );
  const leadOf = (...given: Parameters<typeof sectionOf>) => sectionOf(...given)[0]!.section.lead;
  const markupOf = (...given: Parameters<typeof sectionOf>) =>
    (sectionOf(...given)[0]!.section.body as readonly Parameters<typeof printMarkup>[0][])
      .map(printMarkup)
      .join("");

  it("is not there where no principal becomes another one", () => {
    expect(sectionOf({ steps: [] })).to.deep.equal([]);
    expect(pageBecoming({}, names)).to.deep.equal([]);
  });

  it("says that sources are asked apart where there are several", () => {
    expect(leadOf({ sources: 2 })).to.include("Each source is asked alone");
    expect(leadOf({})).not.to.include("Each source");
  });

  it("says what is new, what leads to any permission, and who has it already", () => {
    const [fresh, chained] = [{ isNew: true }, { inChain: true }] as const;
    expect(leadOf({ steps: [{ ...step("a", "b"), ...fresh }] })).to.include("This change makes 1 step.");
    expect(leadOf({})).not.to.include("This change").and.not.to.include("Red:");
    expect(leadOf({ steps: [{ ...step("a", "b"), ...chained }] })).to.include("for 1 principal.");
    expect(leadOf({ ends: ["b"] })).to.include("b may do everything already");
    expect(leadOf({ ends: ["b", "c"] })).to.include("b, c may each do everything already");
    expect(leadOf({ isPart: true })).to.include("Of so many principals");
  });

  it("has what leads to any permission first, then what is new", () => {
    const rows = markupOf({
      steps: [step("a", "b"), { ...step("c", "d"), isNew: true }, { ...step("e", "f"), inChain: true }],
    });
    expect([...rows.matchAll(/<tr><td>.*?<code>(.)<\/code>/g)].map(([, from]) => from)).to.deep.equal([
      "e",
      "c",
      "a",
    ]);
  });

  it("says how many steps are not drawn", () => {
    const chain = (count: number) => Array.from({ length: count }, (_, at) => step(`n${at}`, `n${at + 1}`));
    expect(markupOf({ steps: chain(35) })).not.to.include("in the table alone");
    expect(markupOf({ steps: chain(36) })).to.include("1 more is in the table alone.");
    expect(markupOf({ steps: chain(37) })).to.include("2 more are in the table alone.");
  });

  it("draws who comes from outside to a principal that is drawn, and to no other", () => {
    const reached = ["b", "x"].map((target) => ({
      ...{ target, caller: { kind: "service", name: "service batch.amazonaws.com" }, isTrust: true },
      ...{ actions: [], levels: "w", witness: {}, statements: [] },
    })) as unknown as Required<Evidence>["outside"]["reached"];
    const drawn = markupOf({}, { reached, undecided: [], resources: 2 });
    expect(drawn.match(/<rect class="bo"/g)).to.have.length(1);
    expect(drawn).to.include(">batch service</text>");
    const table = reached.map(({ isTrust: _, ...one }) => one);
    expect(markupOf({}, { reached: table, undecided: [], resources: 2 })).not.to.include('class="bo"');
  });

  it("names the source in a box where two sources have principals of the same name, and else leaves it out", () => {
    const steps = [
      step("a.json#aws_iam_role.ci", "a.json#aws_iam_role.ops"),
      step("b.json#aws_iam_role.ci", "any permission"),
    ];
    const boxes = [...markupOf({ steps, sources: 2 }).matchAll(/<g><title>(.*?)<\/title>/g)].map(
      ([, label]) => label,
    );
    expect(boxes).to.have.members([
      ...["a.json#aws_iam_role.ci", "b.json#aws_iam_role.ci"],
      ...["aws_iam_role.ops", "any permission"],
    ]);
  });

  it("keeps what only looks like a source, where there is one source", () => {
    expect(markupOf({ steps: [step('aws_iam_role.x["a#b"]', "c")] })).to.include(
      "<title>aws_iam_role.x[&quot;a#b&quot;]</title>",
    );
  });

  it("draws GitHub Actions by its name, and other providers by their hosts", () => {
    const hosts = ["token.actions.githubusercontent.com", "gitlab.example.com"];
    const reached = hosts.map((host) => ({
      ...{ target: "b", isTrust: true, actions: [], levels: "w", witness: {}, statements: [] },
      caller: { kind: "federated", name: `identity provider arn:aws:iam::1:oidc-provider/${host}` },
    })) as unknown as Required<Evidence>["outside"]["reached"];
    expect(markupOf({}, { reached, undecided: [], resources: 1 }))
      .to.include(">GitHub Actions</text>")
      .and.to.match(/>gitlab[^<]*<\/text>/);
  });

  it("draws those that may do everything as ends", () => {
    expect(markupOf({ ends: ["b"] }).match(/<rect class="bc"/g)).to.have.length(1);
    expect(markupOf({ steps: [step("a", "any permission")] }).match(/<rect class="bc"/g)).to.have.length(1);
    expect(markupOf({})).not.to.include('class="bc"');
  });
});
