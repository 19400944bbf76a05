const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

/**
 * The string between two quotes in code, with its escape sequences read.
 *
 * Source: https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences
 */
export const unescapeString = (text: string): string =>
  text.replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/gs, (whole, short, long, letter: string) => {
    const digits: string | undefined = short ?? long;
    if (digits === undefined) return escapes[letter] ?? whole;
    const code = Number.parseInt(digits, 16);
    return code > 0x10ffff ? whole : String.fromCodePoint(code);
  });
