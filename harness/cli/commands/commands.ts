import type { CommandEntry } from "../command.js";

/** Every command, in the order of its help; a command's module is imported when it is chosen. */
export const commands: readonly CommandEntry[] = [
  {
    name: "check",
    operands: "SOURCE...",
    summary: "check properties against each principal",
    load: async () => (await import("./checkCommand.js")).checkCommand,
  },
  {
    name: "extract",
    operands: "SOURCE",
    summary: "list the policies and the principals of a source",
    load: async () => (await import("./extractCommand.js")).extractCommand,
  },
  {
    name: "decide",
    operands: "SOURCE",
    summary: "decide whether a request is allowed, and why",
    load: async () => (await import("./decideCommand.js")).decideCommand,
  },
  {
    name: "who",
    operands: "SOURCE",
    summary: "list who may make a request",
    load: async () => (await import("./whoCommand.js")).whoCommand,
  },
  {
    name: "compare",
    operands: "LEFT RIGHT...",
    summary: "report how what two sources allow relates, or which of several lies within which",
    load: async () => (await import("./compareCommand.js")).compareCommand,
  },
  {
    name: "diff",
    operands: "BEFORE AFTER | plan.json",
    summary: "list access added and removed",
    load: async () => (await import("./diffCommand.js")).diffCommand,
  },
  {
    name: "history",
    operands: "managed:NAME | SOURCE",
    summary: "list what AWS changed in its managed policies, version by version",
    load: async () => (await import("./historyCommand.js")).historyCommand,
  },
  {
    name: "generate requests",
    operands: "SOURCE",
    summary: "make random requests near the policies",
    load: async () => (await import("./generateRequestsCommand.js")).generateRequestsCommand,
  },
  {
    name: "corpus generate",
    operands: "SOURCE... --out FILE.jsonl",
    summary: "write regression cases near the policies",
    load: async () => (await import("./corpusGenerateCommand.js")).corpusGenerateCommand,
  },
  {
    name: "corpus replay",
    operands: "FILE.jsonl...",
    summary: "decide the cases of a corpus again, and list what drifted",
    load: async () => (await import("./corpusReplayCommand.js")).corpusReplayCommand,
  },
  {
    name: "corpus merge",
    operands: "FILE.jsonl... --out FILE.jsonl",
    summary: "join corpora, such as those of all shards",
    load: async () => (await import("./corpusMergeCommand.js")).corpusMergeCommand,
  },
  {
    name: "report merge",
    operands: "FILE.json...",
    summary: "join the JSON reports of all shards of a check",
    load: async () => (await import("./reportMergeCommand.js")).reportMergeCommand,
  },
  {
    name: "mutate",
    operands: "SOURCE",
    summary: "report which mistakes in the policies the tests would notice",
    load: async () => (await import("./mutateCommand.js")).mutateCommand,
  },
  {
    name: "list policies",
    operands: "[PATTERN]",
    summary: "list the AWS managed policies, with their versions",
    load: async () => (await import("./listPoliciesCommand.js")).listPoliciesCommand,
  },
  {
    name: "list properties",
    operands: "",
    summary: "list the properties that `check` knows",
    load: async () => (await import("./listCommands.js")).listCommands.properties,
  },
  {
    name: "list operators",
    operands: "",
    summary: "list the condition operators, without set qualifier and IfExists",
    load: async () => (await import("./listCommands.js")).listCommands.operators,
  },
  {
    name: "explain",
    operands: "PROPERTY",
    summary: "explain a property: what it says, how to mend a violation, examples",
    load: async () => (await import("./explainCommand.js")).explainCommand,
  },
  {
    name: "except",
    operands: "ID SOURCE...",
    summary: "write the exception for a violation that is intended",
    load: async () => (await import("./exceptCommand.js")).exceptCommand,
  },
  {
    name: "redact",
    operands: "PLAN",
    summary: "make a plan or state fit to commit, without secrets and account IDs",
    load: async () => (await import("./redactCommand.js")).redactCommand,
  },
  {
    name: "init",
    operands: "",
    summary: "write the first tests, configuration, npm scripts and CI jobs",
    load: async () => (await import("./initCommand.js")).initCommand,
  },
];
