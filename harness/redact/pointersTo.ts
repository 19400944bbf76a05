/** JSON pointers (RFC 6901) of the strings and the names of members with something in them. */
export function pointersTo(value: unknown, has: (text: string) => boolean): readonly string[] {
  const found: string[] = [];
  const visit = (one: unknown, pointer: string): void => {
    if (typeof one === "string" && has(one)) found.push(pointer);
    if (typeof one !== "object" || one === null) return;
    for (const [name, inner] of Object.entries(one)) {
      // the name itself is not repeated
      if (!Array.isArray(one) && has(name)) found.push(pointer);
      else visit(inner, `${pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`);
    }
  };
  visit(value, "");
  return [...new Set(found)];
}
