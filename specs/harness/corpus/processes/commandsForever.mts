import { writeSync } from "node:fs";
import { ask } from "../../cli/ask.js";

// Makes, adds to and updates a corpus until it is killed, and says after each command that it is written. The arguments
// are the folder and, for each command, its words.
const [, , cwd = "", ...commands] = process.argv;
for (let round = 0; ; round += 1) {
  const argv = commands[round % commands.length]!.split(" ");
  const { exit, stderr } = await ask(argv, { cwd });
  if (exit > 1) throw new Error(stderr);
  writeSync(1, `${round % commands.length}\n`);
}
