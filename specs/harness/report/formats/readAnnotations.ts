/** A workflow command of GitHub Actions. */
export interface Annotation {
  readonly command: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/**
 * The commands in a log, as the runner of GitHub Actions reads them: a line that begins with `::`, up to the next `::`;
 * what is escaped is put back.
 */
export function readAnnotations(log: string): readonly Annotation[] {
  return log.split(/\r\n|\r|\n/).flatMap((line) => {
    const trimmed = line.trimStart();
    if (!trimmed.startsWith("::")) return [];
    const end = trimmed.indexOf("::", 2);
    if (end < 0) return [];
    const [command = "", ...words] = trimmed.slice(2, end).split(" ");
    const pairs = words
      .join(" ")
      .split(",")
      .filter((pair) => pair !== "")
      .map((pair) => {
        const at = pair.indexOf("=");
        return [pair.slice(0, at).trim(), unescapeProperty(pair.slice(at + 1))] as const;
      });
    return [
      { command, properties: Object.fromEntries(pairs), message: unescapeData(trimmed.slice(end + 2)) },
    ];
  });
}

const unescapeData = (text: string): string =>
  text.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");

const unescapeProperty = (text: string): string =>
  unescapeData(text.replaceAll("%3A", ":").replaceAll("%2C", ","));
