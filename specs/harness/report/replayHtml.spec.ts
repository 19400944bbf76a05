import { expect } from "chai";
import type { ReplayedCases } from "../../../harness/report/replayAnswer.js";
import { type ReplayPage, replayHtml } from "../../../harness/report/replayHtml.js";
import type { Request } from "../../../policies/language/request.js";

const request = (action: string): Request => ({
  principal: "arn:aws:iam::111122223333:role/ci",
  action,
  resource: "arn:aws:s3:::data/<b>",
  resourceAccount: "111122223333",
  context: {},
});
const [target, source] = ["aws_iam_role.ci", "golden.jsonl"];
const statements = [{ source: "aws_iam_policy.ci", pointer: "/Statement/0", sid: "All" }];
const replay: ReplayedCases = {
  matched: 8,
  drifted: [
    {
      id: "c1",
      line: 3,
      source,
      target,
      request: request("s3:GetObject"),
      expected: "implicitDeny",
      actual: "allowed",
      statements,
    },
    { id: "c2", line: 4, source, expected: "allowed", actual: "explicitDeny", statements },
  ],
  changes: [
    {
      change: "added",
      source,
      target,
      request: request("s3:PutObject"),
      was: "implicitDeny",
      actual: "allowed",
      statements,
      statementsBefore: [],
    },
  ],
  missingTargets: [{ target: "aws_iam_role.gone", cases: 2, source }],
  newTargets: ["aws_iam_role.new"],
};
const look: ReplayPage = { sources: [source], answer: "2 drifted, 8 of 10 cases hold", unreadable: [] };

describe("the page of a replay", () => {
  const page = replayHtml(replay, look);

  it("says first what drifted and what has new access", () => {
    expect(page).to.include(">2 cases drifted, 1 more request is allowed now.</h1>");
    expect(page).to.include("2 drifted, 8 of 10 cases hold.");
  });

  it("shows each case that drifted with its place, its request, and what decided it then and now", () => {
    const [, first = "", , third = ""] = page.split("<article");
    expect(first).to.include("golden.jsonl line 3");
    expect(first).to.include("</code> is allowed now, and the corpus expects that it is implicitly denied.");
    expect(first).to.include("allowed by All, /Statement/0 of aws_iam_policy.ci");
    expect(third).to.include("The request is explicitly denied now");
  });

  it("shows access that no case asks about, and targets that are missing or new", () => {
    expect(page).to.include("no case of golden.jsonl asks about it");
    expect(page).to.include("its 2 cases were not asked").and.to.include("the corpus has no case of it");
  });

  it("shows markup in names as it is", () => {
    expect(page).to.include("arn:aws:s3:::data/&lt;b&gt;").and.not.to.include("data/<b>");
  });

  it("has what allows more before what allows less", () => {
    const words = [...page.matchAll(/<article.*?<span class="sev (\w+)">/gs)].map(([, tone]) => tone);
    expect(words).to.deep.equal(["high", "new", "medium"]);
  });

  it("says what is about the file itself where no source is asked", () => {
    const own = replayHtml({ matched: 9, drifted: replay.drifted.slice(1) }, look);
    expect(own).to.include("Decided by the policies in the file itself").and.not.to.include("--update");
    expect(own).to.include("<h4>What decides it</h4>").and.not.to.include("The request of the case");
  });

  const holes = [
    { address: "aws_iam_policy.ci", reason: "`policy` is known only after apply", remedy: "apply it" },
  ];
  for (const [title, more, unreadable] of [
    ["1 target is not in the source.", { missingTargets: replay.missingTargets }, []],
    ["2 targets have no case in the corpus.", { newTargets: ["a", "b"] }, []],
    ["1 case is undecided.", { undecided: [{ target, source, id: "c3", holes }] }, []],
    [
      "2 cases are undecided.",
      { undecided: ["c3", "c4", undefined].map((id) => ({ target, source, id, holes })) },
      [],
    ],
    ["1 target has no case in the corpus.", { undecided: [{ target, source, holes }] }, []],
    [
      "2 targets have no case in the corpus.",
      { newTargets: ["a"], undecided: [{ target, source, holes }] },
      [],
    ],
    ["No case was asked.", { matched: 0 }, []],
    [
      "1 line could not be read.",
      {},
      [{ source, diagnostic: { code: "json", message: "it is cut off", hint: "" } }],
    ],
  ] as const)
    it(`says first what keeps it from passing: ${title}`, () => {
      const found = { matched: 8, drifted: [], changes: [], ...more } as unknown as ReplayedCases;
      const other = replayHtml(found, {
        ...look,
        unreadable: unreadable as unknown as ReplayPage["unreadable"],
      });
      expect(other).to.include(`<h1 id="h-answer">${title}</h1>`);
    });

  it("lists cases with documents that AWS would not store apart from lines that could not be read", () => {
    const refused = [{ id: "c5", source, line: 7, message: "the document is empty" }];
    const [, about = ""] = replayHtml({ matched: 8, drifted: [], refused }, look).split(
      /(?=<section id="refused")/,
    );
    expect(about)
      .to.include("Documents that AWS would not store")
      .and.to.include("as if these documents allowed");
    expect(about)
      .to.match(/c5.*golden\.jsonl:7.*the document is empty/s)
      .and.not.to.include("could not be read");
  });

  it("says of a target without cases that is partly unknown that it has none", () => {
    const page = replayHtml({ matched: 8, drifted: [], undecided: [{ target, source, holes: [] }] }, look);
    expect(page).to.match(/<section id="undecided".*no case of it/s);
  });

  it("has a long list as a table that is filtered, of which the page has the first rows", () => {
    const undecided = Array.from({ length: 300 }, (_, at) => ({ target, source, id: `c${at}`, holes }));
    const long = replayHtml({ matched: 8, drifted: [], undecided } as unknown as ReplayedCases, look);
    expect(long.match(/<td data-head="Case">c\d+<\/td>/g)).to.have.length(100);
    expect(long).to.include('data-filter="undecided-rows"').and.to.include('"tables":{"undecided":[');
  });

  for (const [title, more] of [
    ["1 request is allowed now.", { changes: replay.changes }],
    ["2 requests are allowed now.", { changes: [...replay.changes!, ...replay.changes!] }],
    ["1 request is no longer allowed.", { changes: [{ ...replay.changes![0]!, change: "removed" }] }],
    ["1 case drifted.", { drifted: replay.drifted.slice(1) }],
  ] as const)
    it(`says first what differs: ${title}`, () => {
      expect(replayHtml({ matched: 8, drifted: [], ...more } as ReplayedCases, look)).to.include(
        `>${title}</h1>`,
      );
    });

  const articlesOf = (found: Partial<ReplayedCases>): readonly string[] =>
    replayHtml({ matched: 8, drifted: [], ...found }, look)
      .split("<article")
      .slice(1);

  it("shows the place of a case, and its request where it is asked of a source", () => {
    const [ofSource = ""] = articlesOf({ drifted: replay.drifted.slice(0, 1) });
    expect(ofSource).to.include(">golden.jsonl line 3<").and.to.include("<h4>The request of the case</h4>");
    expect(ofSource).to.match(/<dt>action<\/dt><dd>s3:GetObject/);
    const [ofFile = ""] = articlesOf({ drifted: replay.drifted.slice(1) });
    expect(ofFile).to.include(">line 4<").and.not.to.include("<dt>action</dt>");
  });

  it("shows what unknown policies alone could make a case match", () => {
    const unless = (some: readonly object[] | undefined) =>
      articlesOf({ drifted: [{ ...replay.drifted[0]!, ...(some && { unless: some }) } as never] })[0];
    const policy = { effect: "Deny", address: "aws_iam_policy.late" };
    expect(unless(undefined)).not.to.include("<dt>unless</dt>");
    expect(unless([])).not.to.include("<dt>unless</dt>");
    expect(unless([policy])).to.include("an explicit deny in <code>aws_iam_policy.late</code>");
  });

  it("shows access that is new apart from access that is gone", () => {
    const [added = "", removed = ""] = articlesOf({
      changes: [replay.changes![0]!, { ...replay.changes![0]!, change: "removed" }],
    });
    expect(added)
      .to.include('<span class="sev new">new access')
      .and.to.include("is allowed now, and was not.");
    expect(removed)
      .to.include('<span class="sev gone">less access')
      .and.to.include("is not allowed now, and was.");
  });

  it("has the line that could not be read, where it is known", () => {
    const of = (position?: { readonly line: number; readonly column: number; readonly offset: number }) => {
      const diagnostic = { code: "json", severity: "error", message: "it is cut off", hint: "" } as const;
      const given = { ...diagnostic, ...(position && { position }) };
      return replayHtml(
        { matched: 8, drifted: [] },
        { ...look, unreadable: [{ source, diagnostic: given }] },
      );
    };
    expect(of({ line: 7, column: 1, offset: 0 })).to.include(">golden.jsonl:7<");
    expect(of()).to.include(">golden.jsonl<");
  });

  it("says how to accept what differs from a source", () => {
    expect(page)
      .to.include("corpus replay with --update")
      .and.not.to.include("Decided by the policies in the file");
  });

  it("names its sources, or counts them where they are many", () => {
    const about = (...sources: readonly string[]) =>
      /<header class="top">.*?<span>(.*?)<\/span>/.exec(replayHtml(replay, { ...look, sources }))![1];
    expect(about("a", "b", "c")).to.equal("a, b, c");
    expect(about("a", "b", "c", "d")).to.equal("4 sources");
  });

  it("is calm where every case holds", () => {
    const calm = replayHtml({ matched: 10, drifted: [] }, { ...look, answer: "all 10 cases hold" });
    expect(calm).to.include(">Every case holds.</h1>");
    expect(calm).not.to.include("<article").and.not.to.include("What differs from the corpus");
  });
});
