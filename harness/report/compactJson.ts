const width = 56;

/** JSON in lines of two spaces a level, with what is short on one line. */
export const compactJson = (value: unknown, indent = ""): readonly string[] => {
  const short = oneLine(value);
  // each element has its line, so that one that is added changes no other
  const isList = /\[[^\]]+, /.test(short);
  if ((indent.length + short.length <= width && !isList) || typeof value !== "object" || value === null)
    return [`${indent}${short}`];
  const entries = Array.isArray(value)
    ? value.map((element) => ["", element] as const)
    : Object.entries(value).map(([name, member]) => [`${JSON.stringify(name)}: `, member] as const);
  const [start, end] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  const inner = entries.flatMap(([name, member], index) => {
    const lines = compactJson(member, `${indent}  `);
    const comma = index < entries.length - 1 ? "," : "";
    return lines.map((line, at) => {
      const named = at === 0 ? `${indent}  ${name}${line.trimStart()}` : line;
      return at === lines.length - 1 ? `${named}${comma}` : named;
    });
  });
  return [`${indent}${start}`, ...inner, `${indent}${end}`];
};

function oneLine(value: unknown): string {
  if (value === null) return "unknown until apply";
  if (Array.isArray(value)) return `[${value.map(oneLine).join(", ")}]`;
  if (typeof value !== "object") return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([name, member]) => `${JSON.stringify(name)}: ${oneLine(member)}`,
  );
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}
