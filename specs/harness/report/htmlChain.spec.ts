import { expect } from "chai";
import { html } from "../../../harness/report/html.js";
import type { Verdict } from "../../../harness/run/report.js";
import { sampleReport } from "./sampleReport.js";

describe("a chain of an escalation in the HTML report", () => {
  const address = (name: string) => `widen.plan.json#aws_iam_role.${name}`;
  const chain = {
    from: address("ci"),
    to: "any permission",
    hops: [
      { from: address("ci"), to: address("deployer<b>"), step: "sts-001", requests: [] },
      { from: address("deployer<b>"), to: "any permission", step: "iam-008", requests: [] },
    ],
  };
  const [first] = sampleReport.verdicts as readonly [Verdict];
  const outcome = {
    verdict: "refuted",
    by: "proof",
    runs: 0,
    reason: "it can get any permission",
    chain,
  } as const;
  const page = html({ ...sampleReport, verdicts: [{ ...first, outcome }] });

  it("is a diagram of its steps, with the names without their source", () => {
    const names = [...page.matchAll(/<text class="mo"[^>]*>([^<]+)</g)].map(([, name]) => name);
    expect(names).to.have.length(3);
    expect([names[0], names[2]]).to.deep.equal(["aws_iam_role.ci", "any permission"]);
    expect(page.match(/<circle class="num"/g)).to.have.length(2);
    expect(page)
      .to.match(/<text class="s"[^>]*>sts-001</)
      .and.to.match(/<text class="s"[^>]*>iam-008</);
    expect(page).not.to.include("deployer<b>");
  });

  it("says the same as a numbered list, and names the diagram for who does not see it", () => {
    expect(page).to.match(/<ol class="steps"><li>.*becomes.*<\/li><li>.*becomes.*<\/li><\/ol>/);
    expect(page).to.include(
      'aria-label="aws_iam_role.ci becomes aws_iam_role.deployer&lt;b&gt;, then any permission; the list below has the steps"',
    );
  });
});
