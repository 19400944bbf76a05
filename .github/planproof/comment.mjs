// The second step of action.yml: one comment for each working directory, configuration and tag, found by a hidden marker
// and updated in place. Only a comment of the account that the token belongs to is: anyone can write the marker. What
// goes wrong here is a warning, for the answer of the check is what counts.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const { env } = process;

/** What a workflow command may not hold. */
const escapeData = (text) => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

/** Undefined for an event that is not of a pull request. */
function pullRequest() {
  const event = JSON.parse(readFileSync(env["GITHUB_EVENT_PATH"], "utf8"));
  return event.pull_request?.number ?? (event.issue?.pull_request && event.issue.number);
}

async function ask(path, options = {}) {
  const response = await fetch(`${env["GITHUB_API_URL"]}/repos/${env["GITHUB_REPOSITORY"]}/${path}`, {
    ...options,
    headers: {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${env["INPUT_TOKEN"]}`,
      "content-type": "application/json",
      "x-github-api-version": "2022-11-28",
    },
  });
  if (!response.ok)
    throw new Error(`GitHub answers ${response.status} to ${options.method ?? "GET"} ${path}`);
  return response.json();
}

const mostPages = 100;

async function findComment(number, marker) {
  for (let page = 1; page <= mostPages; page += 1) {
    const comments = await ask(`issues/${number}/comments?per_page=100&page=${page}`);
    const found = comments.find(
      ({ body, user }) => body?.startsWith(marker) && user?.login === env["INPUT_COMMENT_AUTHOR"],
    );
    if (found !== undefined || comments.length < 100) return found;
  }
  return undefined;
}

/** What distinguishes comments for a reader, as code. */
const code = (text) => (text === "" ? [] : [`\`${text.replaceAll("`", "'").replaceAll(/\s+/g, " ")}\``]);

function bodyOf(marker) {
  const report = readFileSync(join(env["PLANPROOF_FOLDER"], "report.md"), "utf8");
  const run = `${env["GITHUB_SERVER_URL"]}/${env["GITHUB_REPOSITORY"]}/actions/runs/${env["GITHUB_RUN_ID"]}`;
  const about = [env["INPUT_TAG"] ?? "", env["INPUT_CONFIG"] ?? ""].flatMap(code);
  return `${marker}\n${report}\n${[...about, `[run](${run})`].join(" · ")}\n`;
}

try {
  const number = pullRequest();
  if (number !== undefined) {
    const marker = `<!-- planproof ${env["PLANPROOF_KEY"]} -->`;
    const body = JSON.stringify({ body: bodyOf(marker) });
    const known = await findComment(number, marker);
    if (known !== undefined) await ask(`issues/comments/${known.id}`, { method: "PATCH", body });
    // a pull request without a finding gets no comment, and one that had some gets the good news
    else if (env["PLANPROOF_FINDINGS"] === "true") {
      await ask(`issues/${number}/comments`, { method: "POST", body });
    }
  }
} catch (thrown) {
  const hint = "it needs `permissions: pull-requests: write`, which a pull request from a fork does not get";
  console.log(
    `::warning title=planproof::${escapeData(`the comment is not written: ${thrown.message}; ${hint}`)}`,
  );
}
