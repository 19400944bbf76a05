// Control and format characters (bidirectional marks, zero width, tags), line separators and halves of surrogate
// pairs: all that can move, hide or recolour output.
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

// What a CI service takes for a command of its log: `##[group]`, `##vso[...]` and `##teamcity[...]` anywhere in a
// line, `::error::` at its beginning.
// Sources: https://learn.microsoft.com/en-us/azure/devops/pipelines/scripts/logging-commands,
// https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
const command = /#(?=#\w*\[)|(?<=^\s*):(?=:)/g;

const escaped = (characters: string): string =>
  Array.from(
    { length: characters.length },
    (_, at) => `\\u${characters.charCodeAt(at).toString(16).padStart(4, "0")}`,
  ).join("");

/**
 * A string from a user, fit for a terminal and for the log of a CI service: what would act there is written as
 * `\u001b`. In a line of JSON that is the same JSON.
 */
export const escapeControls = (text: string): string =>
  text.replace(unsafe, escaped).replace(command, escaped);
