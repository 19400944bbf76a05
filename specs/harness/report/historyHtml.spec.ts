import { expect } from "chai";
import { ask } from "../cli/ask.js";

describe("the HTML page of a history", () => {
  let page = "";
  before(async () => {
    page = (await ask(["history", "managed:AWSBatchServiceRole@v11..v14", "--format", "html"])).stdout;
  });

  it("says in its title how much was added and taken away", () => {
    expect(page).to.include(
      "<code>AWSBatchServiceRole</code>: 6 grants added and nothing taken away in 4 versions.",
    );
  });

  it("has a point for each version, and a row with what it changed and what AWS's page says", () => {
    expect(page.match(/<circle/g)).to.have.length(4);
    expect(page).to.include("ec2:DescribeInstanceStatus");
    expect(page).to.include(
      "Updated to add support for describing the status of AWS Batch managed instances",
    );
  });

  it("marks what the page does not mention, but not what is older than its table", () => {
    expect(page.match(/not mentioned on the page/g)).to.have.length(1);
    expect(page.match(/older than the page/g)).to.have.length(1);
  });

  it("says how many versions have no date, and has no column for a page that planproof does not have", async () => {
    const argv = ["history", "managed:ReadOnlyAccess@v180..v183", "--format", "html"];
    const undated = (await ask(argv)).stdout;
    expect(undated).not.to.include("The page’s words").and.not.to.include("Orange");
    expect(undated).not.to.include("<circle").and.not.to.include("Above the line");
    const some = (await ask(["history", "managed:ReadOnlyAccess@v102..v107", "--format", "html"])).stdout;
    expect(some).to.match(/<p class="small muted">\d+ versions of unknown date are in the table alone\.</);
  });
});
