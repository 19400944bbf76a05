import { expect } from "chai";
import { type GenerateCasesOptions, generateCases } from "../../../harness/api/generateCases.js";
import { corpusTargets } from "../../../harness/corpus/corpusTargets.js";
import { printCorpus } from "../../../harness/corpus/printCorpus.js";
import { readShortRow } from "../../../harness/corpus/readShortRow.js";
import { replayLines } from "../../../harness/corpus/replayLines.js";
import { splitLines } from "../../../harness/corpus/splitLines.js";
import { openSource } from "../../../harness/run/openSource.js";
import { cwd } from "../cli/ask.js";

const corpusOf = (...specs: readonly string[]): Promise<readonly string[]> => corpusWith({ size: 40 }, specs);

async function corpusWith(
  options: GenerateCasesOptions,
  specs: readonly string[],
): Promise<readonly string[]> {
  const sources = await Promise.all(specs.map((spec) => openSource(spec, { cwd })));
  const generated = await generateCases(sources, options);
  return printCorpus(generated.ok ? generated.value : { targets: [], cases: [] })
    .trimEnd()
    .split("\n");
}

const replayed = async (lines: readonly string[]) => {
  const { total, matched, unreadable } = await replayLines(splitLines([Buffer.from(lines.join("\n"))]));
  return { total, matched, unreadable: unreadable.map(({ message, position }) => [position?.line, message]) };
};

describe("a corpus file", () => {
  it("has a row for each document and target, and small rows that are cases", async () => {
    const lines = await corpusOf("noop.plan.json");
    const rows = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(rows[0]).to.deep.equal({ corpus: 1 });
    const documents = rows.filter(({ document }) => document !== undefined);
    expect(documents.map(({ document }) => document)).to.include("aws_iam_policy.guarded");
    expect(documents[0]).to.have.all.keys("document", "digest", "policy");
    const targets = rows.filter(({ id, target }) => id === undefined && target !== undefined);
    expect(targets.map(({ target }) => target)).to.deep.equal([
      "aws_iam_role.batch_service",
      "aws_iam_role.job",
      "aws_iam_role.operator",
    ]);
    expect(targets[0]).to.deep.include({ policies: { identity: ["managed:AWSBatchServiceRole@v14"] } });
    const cases = rows.slice(1 + documents.length + targets.length);
    expect(cases).to.have.length(40);
    for (const one of cases) expect(one).to.have.all.keys("id", "target", "request", "expected");
    expect(await replayed(lines)).to.deep.equal({ total: 40, matched: 40, unreadable: [] });
  });

  it("names targets by their address, a managed policy without its version, a file without its folder", async () => {
    const names = async (...specs: readonly string[]) => {
      const sources = await Promise.all(specs.map((spec) => openSource(spec, { cwd })));
      return corpusTargets(sources.flatMap((one) => (one.ok ? [one.value] : []))).map(({ name }) => name);
    };
    expect(await names("managed:BatchServiceRolePolicy@v6")).to.deep.equal([
      "managed:BatchServiceRolePolicy",
    ]);
    expect(await names("managed:BatchServiceRolePolicy@v6#tag-guarded")).to.deep.equal([
      "managed:BatchServiceRolePolicy#tag-guarded",
    ]);
    expect(await names("../batch-policies/AWSBatchServiceRole.json")).to.deep.equal([
      "AWSBatchServiceRole.json",
    ]);
    expect(await names("noop.plan.json#aws_iam_role.job", "widen.plan.json#aws_iam_role.job")).to.deep.equal([
      "noop.plan.json#aws_iam_role.job",
      "widen.plan.json#aws_iam_role.job",
    ]);
  });

  it("keeps ids when the policies change", async () => {
    const ids = async (version: string) =>
      (await corpusWith({ complete: true }, [`managed:BatchServiceRolePolicy@${version}`]))
        .slice(2)
        .map((line) => {
          const { id, request } = JSON.parse(line) as { id: string; request: object };
          return [JSON.stringify(request), id] as const;
        });
    const [older, newer] = [new Map(await ids("v6")), await ids("v7")];
    const same = newer.filter(([request]) => older.has(request));
    expect(same).to.have.length.above(5);
    for (const [request, id] of same) expect(older.get(request)).to.equal(id);
  });

  it("is read to its end after what cannot be read", async () => {
    const [version, ...lines] = await corpusOf("noop.plan.json");
    const cut = [...lines.slice(0, -1), lines.at(-1)!.slice(0, -20)];
    expect(await replayed([version!, ...cut])).to.deep.include({ total: 39, matched: 39 });
    const { total, unreadable } = await replayed(['{"corpus":2}', ...lines]);
    expect([total, unreadable]).to.deep.equal([
      40,
      [[1, "the head of the corpus is of a form that is not known"]],
    ]);
  });

  it("refuses a head that was changed by hand, and a name that is not a document's", async () => {
    const lines = await corpusOf("noop.plan.json#aws_iam_role.operator");
    const widened = lines.map((line) => line.replace('"Effect":"Deny"', '"Effect":"Allow"'));
    const changed =
      widened.length > 0 && widened.some((line, at) => line !== lines[at]) ? widened : undefined;
    const edited = changed ?? lines.map((line) => line.replace('"digest":"', '"digest":"0'));
    expect(JSON.stringify((await replayed(edited)).unreadable)).to.include(
      "is not the one that its digest says",
    );
    const escaping = lines.map((line) => line.replace('"aws_iam_policy.guarded"]', '"../../etc/passwd"]'));
    expect(JSON.stringify((await replayed(escaping)).unreadable)).to.include(
      "unknown policy `../../etc/passwd`",
    );
  });

  it("says of a case whose target the head does not have what it may be asked of", async () => {
    const lines = await corpusOf("noop.plan.json#aws_iam_role.job");
    const foreign = lines.map((line) =>
      line.replace(/("id":.*)"aws_iam_role.job"/, '$1"aws_iam_role.other"'),
    );
    const { total, unreadable } = await replayed(foreign);
    expect(total).to.equal(0);
    expect(unreadable[0]).to.deep.equal([
      lines.length - 39,
      "the head of the corpus has no target `aws_iam_role.other`",
    ]);
  });
});

describe("readShortRow", () => {
  const row = {
    id: "a",
    target: "t",
    request: { action: "s3:GetObject", resource: "*" },
    expected: "allowed",
  };
  const line = JSON.stringify(row);

  it("reads what corpora hold", () => {
    expect(readShortRow(line, 3)).to.deep.equal({
      ...row,
      line: 3,
      request: { ...row.request, context: {} },
    });
    const request = { principal: "p", ...row.request, resourceAccount: "1", context: { a: "}", b: ["c"] } };
    const whole = { ...row, request };
    expect(readShortRow(JSON.stringify(whole), 3)).to.deep.equal({ ...whole, line: 3 });
  });

  for (const [what, text] of [
    ["white space", line.replace(",", ", ")],
    ["a key twice", line.replace('"target":"t"', '"target":"u","target":"t"')],
    ["a key that is not known", line.replace('"target":"t"', '"target":"t","x":1')],
    ["a decision that does not exist", line.replace('"allowed"', '"Allowed"')],
    ["an action without a service", line.replace("s3:GetObject", "GetObject")],
    ["a context that is a list", line.replace('"*"', '"*","context":[]')],
    ["a number in the context", line.replace('"*"', '"*","context":{"a":1}')],
    ["a key twice in the context", line.replace('"*"', '"*","context":{"a":"b","a":"c"}')],
    ["a key after the context", line.replace('"*"', '"*","context":{"a":"b"},"x":{"a":"b"}')],
    ["an escape", line.replace('"t"', '"\\u0074"')],
    ["a request without a resource", line.replace(',"resource":"*"', "")],
    ["policies", line.replace('"target":"t"', '"target":"t","policies":{}')],
    ["a line cut short", line.slice(0, -1)],
  ] as const) {
    it(`leaves ${what} to readRow`, () => expect(readShortRow(text, 1)).to.equal(undefined));
  }
});
