import { expect } from "chai";
import { html } from "../../../harness/report/html.js";
import { ask } from "../cli/ask.js";
import { sampleReport } from "./sampleReport.js";

describe("the HTML report", () => {
  it("is one file that a policy of its content keeps from asking for anything", () => {
    const page = html(sampleReport);
    expect(page).to.match(/^<!doctype html>/);
    expect(page).to.include(`http-equiv="Content-Security-Policy" content="default-src 'none';`);
    expect(page).not.to.match(/<(?:link|img|iframe|base|object)\b|\bsrc=|@import|url\(/);
    expect(page.match(/<script[ >]/g)).to.have.length(2);
  });

  it("ends no element by what a name holds", () => {
    const named = JSON.stringify(sampleReport).replaceAll("tag-guard", "</script><b>");
    const page = html(JSON.parse(named));
    expect(page.match(/<\/script>/g)).to.have.length(2);
    expect(page).not.to.include("</script><b>");
    expect(page).to.include("&lt;/script&gt;&lt;b&gt;");
  });

  it("escapes what a terminal acts on and what turns the direction of a line", () => {
    const named = JSON.stringify(sampleReport).replaceAll("tag-guard", "a\u202eb\\u001b[31m");
    const page = html(JSON.parse(named));
    for (const character of ["\u202e", "\u001b"]) expect(page).not.to.include(character);
  });

  it("quotes the statement that decides, with what is new in it and what is gone", async () => {
    const { exit, stdout } = await ask([
      "check",
      "widen.plan.json",
      "--property",
      "tag-guard",
      "--format",
      "html",
    ]);
    expect(exit).to.equal(1);
    expect(stdout).to.include("<mark>    &quot;ec2:StopInstances&quot;,</mark>");
    expect(stdout).to.match(/<s>.*aws:ResourceTag\/AWSBatchServiceTag/);
    expect(stdout).to.match(
      /npx planproof decide &#39;widen\.plan\.json#aws_iam_role\.operator&#39; --action ec2:TerminateInstances/,
    );
    expect(stdout).to.include("aws iam simulate-custom-policy");
    expect(stdout).not.to.include("canary");
  });
});
