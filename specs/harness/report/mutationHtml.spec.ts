import { expect } from "chai";
import { ask } from "../cli/ask.js";

const passRole = ["--property", "pass-role-services", "--operator", "condition-drop"];

describe("the page of a mutation run", () => {
  let page: string;
  before(async () => {
    const asked = await ask(["mutate", "managed:BatchServiceRolePolicy@v7", ...passRole, "--format", "html"]);
    expect([asked.exit, asked.stderr]).to.deep.equal([0, ""]);
    page = asked.stdout;
  });

  it("says first how many mistakes the tests miss, and the score", () => {
    expect(page).to.include('<h1 id="h-answer">The tests miss 7 of 8 mistakes.</h1>');
    expect(page).to.include("Score 12.5 % — 8 mutants: 1 killed, 7 survived.");
  });

  it("shows of each survivor the statement, the operator and the request that would have caught it", () => {
    const articles = page.split("<article").slice(1);
    expect(articles).to.have.length(7);
    for (const article of articles) {
      expect(article).to.match(
        /survived<.*condition-drop<.*\/Statement\/\d+ of managed:BatchServiceRolePolicy@v7</,
      );
      expect(article).to.include("The request that would have caught it").and.to.include("The mistake: ");
      expect(article).to.match(/<b aria-label="gone:">−<\/b><s>.*Condition/);
      expect(article).to.match(/<code>implicitDeny<\/code>; with the mistake <code>allowed<\/code>/);
    }
    expect(page).to.include("ec2:TerminateInstances");
  });

  it("counts each kind of mistake", () => {
    const [, table = ""] = page.split('<table class="kinds">');
    const numbers = ["7", "1", "·", "·", "·"].map((count) => `<td class="num">${count}</td>`).join("");
    expect(table).to.include(`<th scope="row">condition-drop</th>${numbers}`);
  });
});
