import { checkCommand } from "./checkCommand.js";
import type { Command } from "./command.js";
import { compareCommand } from "./compareCommand.js";
import { corpusGenerateCommand } from "./corpusGenerateCommand.js";
import { corpusReplayCommand } from "./corpusReplayCommand.js";
import { decideCommand } from "./decideCommand.js";
import { diffCommand } from "./diffCommand.js";
import { extractCommand } from "./extractCommand.js";
import { generateRequestsCommand } from "./generateRequestsCommand.js";
import { listCommands } from "./listCommands.js";

/** Everything planproof can be asked, in the order of its help. */
export const commands: readonly Command[] = [
  checkCommand,
  extractCommand,
  decideCommand,
  compareCommand,
  diffCommand,
  generateRequestsCommand,
  corpusGenerateCommand,
  corpusReplayCommand,
  ...listCommands,
];
