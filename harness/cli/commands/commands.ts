import type { CommandEntry } from "../command.js";

/** Everything planproof can be asked, in the order of its help; a command's module is imported when it is chosen. */
export const commands: readonly CommandEntry[] = [
  {
    name: "check",
    operands: "SOURCE...",
    summary: "do the properties hold?",
    load: async () => (await import("./checkCommand.js")).checkCommand,
  },
  {
    name: "extract",
    operands: "SOURCE",
    summary: "what policies are in there?",
    load: async () => (await import("./extractCommand.js")).extractCommand,
  },
  {
    name: "decide",
    operands: "SOURCE",
    summary: "is this request allowed, and why?",
    load: async () => (await import("./decideCommand.js")).decideCommand,
  },
  {
    name: "compare",
    operands: "LEFT RIGHT",
    summary: "how do two policies relate?",
    load: async () => (await import("./compareCommand.js")).compareCommand,
  },
  {
    name: "diff",
    operands: "BEFORE AFTER | plan.json",
    summary: "what access is new, what is gone?",
    load: async () => (await import("./diffCommand.js")).diffCommand,
  },
  {
    name: "generate requests",
    operands: "SOURCE",
    summary: "random requests near these policies",
    load: async () => (await import("./generateRequestsCommand.js")).generateRequestsCommand,
  },
  {
    name: "corpus generate",
    operands: "SOURCE... --out FILE.jsonl",
    summary: "write regression cases near these policies",
    load: async () => (await import("./corpusGenerateCommand.js")).corpusGenerateCommand,
  },
  {
    name: "corpus replay",
    operands: "FILE.jsonl...",
    summary: "do the cases still hold?",
    load: async () => (await import("./corpusReplayCommand.js")).corpusReplayCommand,
  },
  {
    name: "list policies",
    operands: "",
    summary: "the AWS managed policies that are bundled, in every version",
    load: async () => (await import("./listCommands.js")).listPolicies,
  },
  {
    name: "list properties",
    operands: "",
    summary: "the properties that `check` knows",
    load: async () => (await import("./listCommands.js")).listProperties,
  },
  {
    name: "list operators",
    operands: "",
    summary: "the condition operators, without set qualifier and IfExists",
    load: async () => (await import("./listCommands.js")).listOperators,
  },
];
