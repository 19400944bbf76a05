import { builtInProperties } from "../../properties/catalogue/builtInProperties.js";
import { severities } from "../../properties/severity.js";

/** The properties that are asked of any plan, the most serious first, as README.md shows them. */
export function propertyTable(): string {
  const asked = builtInProperties
    .filter(({ preset }) => preset === "recommended")
    .toSorted((one, other) => severities.indexOf(other.severity!) - severities.indexOf(one.severity!));
  const rows = asked.map(
    ({ id, severity, sentence }) =>
      `| \`${id}\` | ${severity} | ${sentence.replaceAll("|", "\\|").replaceAll("*", "\\*")} |`,
  );
  return ["| property | severity | says that |", "|---|---|---|", ...rows].join("\n");
}

const place = /(<!-- properties: .* -->\n)[\s\S]*?(<!-- end -->)/;

/** A document with the table as it is now. */
export const withPropertyTable = (markdown: string): string =>
  markdown.replace(place, (_, begin: string, end: string) => `${begin}${propertyTable()}\n${end}`);
